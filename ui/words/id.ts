<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
<context>
    <name>AcknowledgeEditor</name>
    <message>
        <source>Read aloud and understood</source>
        <translation>Sudah dibacakan dan dipahami</translation>
    </message>
</context>
<context>
    <name>BodyMapEditor</name>
    <message>
        <source>From the front</source>
        <translation>Dari depan</translation>
    </message>
    <message>
        <source>From behind</source>
        <translation>Dari belakang</translation>
    </message>
</context>
<context>
    <name>CaseScreen</name>
    <message>
        <source>Open name and story</source>
        <translation>Buka nama dan cerita</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Semua kasus</translation>
    </message>
    <message>
        <source>Judge the danger</source>
        <translation>Nilai bahaya</translation>
    </message>
    <message>
        <source>Another form</source>
        <translation>Formulir lain</translation>
    </message>
    <message>
        <source>Record a follow-up</source>
        <translation>Catat tindak lanjut</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>Case {code}</source>
        <translation>Kasus {code}</translation>
    </message>
    <message>
        <source>Lock name and story</source>
        <translation>Kunci nama dan cerita</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Cerita</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>Tanda bahaya</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>Rujukan</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Bukti</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Tindak lanjut</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Langkah berikut</translation>
    </message>
    <message>
        <source>Answered forms</source>
        <translation>Formulir terisi</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Perbaiki</translation>
    </message>
    <message>
        <source>Two answers for: {field}</source>
        <translation>Dua jawaban untuk: {field}</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>Pakai ini</translation>
    </message>
    <message>
        <source>Look at them side by side</source>
        <translation>Lihat berdampingan</translation>
    </message>
</context>
<context>
    <name>CasesScreen</name>
    <message>
        <source>Search by code, ticket or name</source>
        <translation>Cari kode, tiket, atau nama</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Kasus</translation>
    </message>
    <message>
        <source>No case yet.</source>
        <translation>Belum ada kasus.</translation>
    </message>
    <message>
        <source>Begin with Record, or read the guide.</source>
        <translation>Mulai dari Catat, atau baca Panduan.</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Tidak ditemukan.</translation>
    </message>
    <message>
        <source>Try fewer letters, or the code of the case.</source>
        <translation>Coba lebih sedikit huruf, atau kode kasusnya.</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>1 case</source>
        <translation>1 kasus</translation>
    </message>
    <message>
        <source>{n} cases</source>
        <translation>{n} kasus</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Search in this list</source>
        <translation>Cari dalam daftar ini</translation>
    </message>
</context>
<context>
    <name>ChoiceList</name>
    <message>
        <source>Chosen</source>
        <translation>Dipilih</translation>
    </message>
</context>
<context>
    <name>ChooserPage</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>Begun and not finished</source>
        <translation>Sudah dimulai, belum selesai</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjutkan</translation>
    </message>
</context>
<context>
    <name>ConflictScreen</name>
    <message>
        <source>Back to the case</source>
        <translation>Kembali ke kasus</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>Two versions of the same answer</source>
        <translation>Dua versi dari isian yang sama</translation>
    </message>
    <message>
        <source>Two people wrote without knowing of one another. Look at both and choose. What is not chosen stays in the history.</source>
        <translation>Dua orang menulis tanpa saling tahu. Lihat keduanya, lalu pilih. Yang tidak dipilih tetap ada di riwayat.</translation>
    </message>
    <message>
        <source>Nothing is left to choose in this case.</source>
        <translation>Tidak ada lagi yang perlu dipilih di kasus ini.</translation>
    </message>
    <message>
        <source>None of these is right</source>
        <translation>Keduanya salah</translation>
    </message>
    <message>
        <source>This one is right</source>
        <translation>Ini yang benar</translation>
    </message>
    <message>
        <source>What is right instead?</source>
        <translation>Yang benar apa?</translation>
    </message>
    <message>
        <source>Save this</source>
        <translation>Simpan ini</translation>
    </message>
</context>
<context>
    <name>DangerBanner</name>
    <message>
        <source>Why</source>
        <translation>Mengapa</translation>
    </message>
    <message>
        <source>and {n} more among the answers</source>
        <translation>dan {n} lagi di antara jawaban</translation>
    </message>
</context>
<context>
    <name>DangerScreen</name>
    <message>
        <source>What to do now</source>
        <translation>Yang dilakukan sekarang</translation>
    </message>
    <message>
        <source>See all answers</source>
        <translation>Lihat semua jawaban</translation>
    </message>
    <message>
        <source>Raise the danger level</source>
        <translation>Naikkan tingkat bahaya</translation>
    </message>
    <message>
        <source>Reason for raising the level</source>
        <translation>Alasan menaikkan tingkat</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>Naikkan</translation>
    </message>
    <message>
        <source>Why is the danger greater than the answers say?</source>
        <translation>Mengapa bahayanya lebih besar dari jawaban?</translation>
    </message>
    <message>
        <source>Change the answers</source>
        <translation>Ubah jawaban</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>Tanda bahaya</translation>
    </message>
    <message>
        <source>The person agrees to pass it to</source>
        <translation>Ia setuju diteruskan ke</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>Diteruskan ke</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jangan</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>Day</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Tahun</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hari ini</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Kemarin</translation>
    </message>
    <message>
        <source>There is no such day. Look at day and month again.</source>
        <translation>Tanggal itu tidak ada. Periksa lagi hari dan bulannya.</translation>
    </message>
</context>
<context>
    <name>DeskGroups</name>
    <message>
        <source>Fold</source>
        <translation>Lipat</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Tampilkan</translation>
    </message>
</context>
<context>
    <name>DeskScreen</name>
    <message>
        <source>Give back</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>nearest deadline first</source>
        <translation>batas terdekat di atas</translation>
    </message>
    <message>
        <source>Referrals in</source>
        <translation>Rujukan masuk</translation>
    </message>
    <message>
        <source>Red lane</source>
        <translation>Jalur merah</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
    <message>
        <source>Next referrals</source>
        <translation>Rujukan berikutnya</translation>
    </message>
    <message>
        <source>No referral is waiting.</source>
        <translation>Tidak ada rujukan yang menunggu.</translation>
    </message>
    <message>
        <source>New ones come by themselves when the city has them.</source>
        <translation>Rujukan baru masuk sendiri begitu sampai di kota.</translation>
    </message>
    <message>
        <source>UPTD desk</source>
        <translation>Meja UPTD</translation>
    </message>
    <message>
        <source>{n}, answer now</source>
        <translation>{n}, jawab sekarang</translation>
    </message>
    <message>
        <source>Take on the referral</source>
        <translation>Tangani rujukan</translation>
    </message>
    <message>
        <source>First contact made</source>
        <translation>Sudah dihubungi</translation>
    </message>
    <message>
        <source>Service has begun</source>
        <translation>Layanan dimulai</translation>
    </message>
    <message>
        <source>Service is complete</source>
        <translation>Layanan selesai</translation>
    </message>
    <message>
        <source>Choose a referral.</source>
        <translation>Pilih satu rujukan.</translation>
    </message>
    <message>
        <source>Red lane first.</source>
        <translation>Jalur merah lebih dulu.</translation>
    </message>
    <message>
        <source>Why is it given back? The sender reads this.</source>
        <translation>Mengapa dikembalikan? Pengirim membaca alasan ini.</translation>
    </message>
    <message>
        <source>Why do you open the story? This is written down.</source>
        <translation>Mengapa cerita dibuka? Alasan ini dicatat.</translation>
    </message>
    <message>
        <source>Open the story</source>
        <translation>Buka cerita</translation>
    </message>
</context>
<context>
    <name>DetailParts</name>
    <message>
        <source>Case {code}</source>
        <translation>Kasus {code}</translation>
    </message>
    <message>
        <source>Must not know</source>
        <translation>Jangan sampai diketahui oleh</translation>
    </message>
    <message>
        <source>The story in the survivor&apos;s words</source>
        <translation>Cerita dengan kata penyintas</translation>
    </message>
    <message>
        <source>Written down once. Nobody needs to ask again.</source>
        <translation>Sudah dicatat sekali. Tidak perlu ditanya lagi.</translation>
    </message>
    <message>
        <source>Open, the reason is written down</source>
        <translation>Buka, alasan dicatat</translation>
    </message>
</context>
<context>
    <name>DoorArt</name>
    <message>
        <source>Welcome.</source>
        <translation>Selamat datang.</translation>
    </message>
    <message>
        <source>Here a story is kept safe, and told only once.</source>
        <translation>Di sini cerita disimpan aman, dan cukup diceritakan satu kali.</translation>
    </message>
</context>
<context>
    <name>DoorScreen</name>
    <message>
        <source>Opening…</source>
        <translation>Membuka…</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>Open the example UPTD desk</source>
        <translation>Buka meja UPTD contoh</translation>
    </message>
    <message>
        <source>Without a passphrase</source>
        <translation>Tanpa masuk</translation>
    </message>
    <message>
        <source>1 record waits for its owner to come in.</source>
        <translation>1 catatan menunggu pemiliknya masuk.</translation>
    </message>
    <message>
        <source>{n} records wait for their owner to come in.</source>
        <translation>{n} catatan menunggu pemiliknya masuk.</translation>
    </message>
    <message>
        <source>Send and receive for everybody.</source>
        <translation>Kirim dan terima untuk semua.</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>Siapa Anda?</translation>
    </message>
    <message>
        <source>Choose your picture.</source>
        <translation>Pilih gambar Anda.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Kata sandi</translation>
    </message>
    <message>
        <source>Forgot the passphrase?</source>
        <translation>Lupa kata sandi?</translation>
    </message>
    <message>
        <source>Nobody uses this laptop yet.</source>
        <translation>Belum ada yang memakai laptop ini.</translation>
    </message>
    <message>
        <source>Start with the registration code of your city.</source>
        <translation>Mulai dengan kode pendaftaran dari kota Anda.</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Kata sandi {name}</translation>
    </message>
    <message>
        <source>Locked since {time}</source>
        <translation>Terkunci sejak {time}</translation>
    </message>
    <message>
        <source>Try again in {n} seconds.</source>
        <translation>Coba lagi dalam {n} detik.</translation>
    </message>
    <message>
        <source>Guide and danger signs</source>
        <translation>Panduan &amp; tanda bahaya</translation>
    </message>
    <message>
        <source>Anybody may read this.</source>
        <translation>Boleh dibaca siapa saja.</translation>
    </message>
    <message>
        <source>Urgent referral</source>
        <translation>Rujukan darurat</translation>
    </message>
    <message>
        <source>Five questions, no passphrase.</source>
        <translation>Lima pertanyaan, tanpa kata sandi.</translation>
    </message>
    <message>
        <source>Mail office</source>
        <translation>Kantor surat</translation>
    </message>
    <message>
        <source>Register on this laptop</source>
        <translation>Daftar di laptop ini</translation>
    </message>
    <message>
        <source>With a city&apos;s code.</source>
        <translation>Dengan kode dari kota.</translation>
    </message>
</context>
<context>
    <name>DropDownEditor</name>
    <message>
        <source>Choose</source>
        <translation>Pilih</translation>
    </message>
</context>
<context>
    <name>EmergencyStrip</name>
    <message>
        <source>Danger now? Phone first.</source>
        <translation>Bahaya sekarang? Telepon dulu.</translation>
    </message>
    <message>
        <source>This app is no alarm.</source>
        <translation>Aplikasi ini bukan alarm.</translation>
    </message>
    <message>
        <source>Police</source>
        <translation>Polisi</translation>
    </message>
    <message>
        <source>day and night</source>
        <translation>24 jam</translation>
    </message>
    <message>
        <source>Ambulance</source>
        <translation>Ambulans</translation>
    </message>
    <message>
        <source>wounds, poison, crisis of the mind</source>
        <translation>luka, keracunan, krisis jiwa</translation>
    </message>
    <message>
        <source>SAPA</source>
        <translation>SAPA</translation>
    </message>
    <message>
        <source>WA 08111-129-129</source>
        <translation>WA 08111-129-129</translation>
    </message>
</context>
<context>
    <name>FaultScreen</name>
    <message>
        <source>What happened</source>
        <translation>Yang terjadi</translation>
    </message>
    <message>
        <source>What is safe</source>
        <translation>Yang tetap aman</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Yang bisa dilakukan</translation>
    </message>
    <message>
        <source>Technical details</source>
        <translation>Rincian teknis</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Close the app</source>
        <translation>Tutup aplikasi</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Remove</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>This kind of file does not fit here. Choose another.</source>
        <translation>Jenis berkas ini tidak cocok di sini. Pilih yang lain.</translation>
    </message>
    <message>
        <source>This file is too large: {size} MB. At most 5 MB. Make it smaller.</source>
        <translation>Berkas ini terlalu besar: {size} MB. Paling besar 5 MB. Perkecil dulu.</translation>
    </message>
    <message>
        <source>This file is empty or cannot be read. Choose another.</source>
        <translation>Berkas ini kosong atau tidak terbaca. Pilih yang lain.</translation>
    </message>
    <message>
        <source>Being taken in …</source>
        <translation>Sedang disimpan …</translation>
    </message>
    <message>
        <source>File kept</source>
        <translation>Berkas tersimpan</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Belum ada berkas</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ganti</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Pilih berkas</translation>
    </message>
    <message>
        <source>A photo (JPG, PNG, WebP), at most 5 MB. Kept and sent sealed.</source>
        <translation>Foto (JPG, PNG, WebP), paling besar 5 MB. Disimpan dan dikirim tersegel.</translation>
    </message>
    <message>
        <source>A recording (MP3, M4A, OGG, WAV), at most 5 MB. Kept and sent sealed.</source>
        <translation>Rekaman (MP3, M4A, OGG, WAV), paling besar 5 MB. Disimpan dan dikirim tersegel.</translation>
    </message>
    <message>
        <source>A PDF, at most 5 MB. Kept and sent sealed.</source>
        <translation>PDF, paling besar 5 MB. Disimpan dan dikirim tersegel.</translation>
    </message>
    <message>
        <source>A photo, a recording or a PDF, at most 5 MB. Kept and sent sealed.</source>
        <translation>Foto, rekaman, atau PDF, paling besar 5 MB. Disimpan dan dikirim tersegel.</translation>
    </message>
    <message>
        <source>.</source>
        <comment>decimal point</comment>
        <translation>,</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Files</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Buka gambar</translation>
    </message>
    <message>
        <source>Fetch the file</source>
        <translation>Ambil berkas</translation>
    </message>
    <message>
        <source>Stop fetching</source>
        <translation>Berhenti mengambil</translation>
    </message>
    <message>
        <source>Save a copy …</source>
        <translation>Simpan salinan …</translation>
    </message>
    <message>
        <source>Outside the app nobody protects the copy.</source>
        <translation>Di luar aplikasi, salinan tidak dijaga siapa pun.</translation>
    </message>
    <message>
        <source>Whoever finds it can open it. That it was saved, and when, is written down.</source>
        <translation>Siapa pun yang menemukannya bisa membukanya. Bahwa dan kapan disimpan, dicatat.</translation>
    </message>
    <message>
        <source>Copy to show</source>
        <translation>Salinan untuk diperlihatkan</translation>
    </message>
    <message>
        <source>Without place, camera and time of the photo.</source>
        <translation>Tanpa tempat, kamera, dan waktu pengambilan foto.</translation>
    </message>
    <message>
        <source>Original for evidence</source>
        <translation>Asli untuk bukti</translation>
    </message>
    <message>
        <source>Byte for byte. A photo may tell where and when it was taken.</source>
        <translation>Persis seperti aslinya. Foto bisa memuat tempat dan waktu pengambilannya.</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Jangan simpan</translation>
    </message>
</context>
<context>
    <name>FilesStrip</name>
    <message>
        <source>Hold attachments</source>
        <translation>Tahan lampiran</translation>
    </message>
    <message>
        <source>Held back until you let them go. Letters still go.</source>
        <translation>Ditahan sampai Anda menekan tombol di samping. Surat tetap dikirim.</translation>
    </message>
    <message>
        <source>They go after all letters. What is there is not sent again.</source>
        <translation>Dikirim setelah semua surat. Yang sudah sampai tidak dikirim ulang.</translation>
    </message>
    <message>
        <source>Let attachments go</source>
        <translation>Kirim lampiran lagi</translation>
    </message>
</context>
<context>
    <name>GuideScreen</name>
    <message>
        <source>Back to the door</source>
        <translation>Kembali ke pintu</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Panduan</translation>
    </message>
    <message>
        <source>All pages</source>
        <translation>Semua halaman</translation>
    </message>
    <message>
        <source>No page yet.</source>
        <translation>Belum ada halaman.</translation>
    </message>
    <message>
        <source>The numbers stand below.</source>
        <translation>Nomor telepon ada di bawah.</translation>
    </message>
    <message>
        <source>{shelf}, {n} of {all}</source>
        <translation>{shelf}, {n} dari {all}</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>one page</comment>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Next</source>
        <comment>one page</comment>
        <translation>Lanjut</translation>
    </message>
</context>
<context>
    <name>GuideTextView</name>
    <message>
        <source>Print this page (A5)</source>
        <translation>Cetak kartu ini (A5)</translation>
    </message>
    <message>
        <source>Shows the numbers to call.</source>
        <translation>Menampilkan nomor telepon.</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>Record</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>Tanda bahaya</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Semua kasus</translation>
    </message>
    <message>
        <source>Needs doing</source>
        <translation>Perlu tindakan</translation>
    </message>
    <message>
        <source>What needs doing, nearest deadline first</source>
        <translation>Yang perlu tindakan, batas waktu terdekat di atas</translation>
    </message>
    <message>
        <source>Nothing needs doing now.</source>
        <translation>Belum ada yang perlu tindakan.</translation>
    </message>
    <message>
        <source>Begin with Record, or read the guide.</source>
        <translation>Mulai dari Catat, atau baca Panduan.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Beranda</translation>
    </message>
    <message>
        <source>{n} on this laptop</source>
        <translation>{n} di laptop ini</translation>
    </message>
    <message>
        <source>{n} on their way</source>
        <translation>{n} dalam perjalanan</translation>
    </message>
    <message>
        <source>{n} received by UPTD</source>
        <translation>{n} diterima UPTD</translation>
    </message>
    <message>
        <source>Open Send</source>
        <translation>Buka Kirim</translation>
    </message>
</context>
<context>
    <name>MovingScreen</name>
    <message>
        <source>Move to the new version</source>
        <translation>Pindah ke versi baru</translation>
    </message>
    <message>
        <source>Stay on this version</source>
        <translation>Tetap di versi ini</translation>
    </message>
    <message>
        <source>There is a new version of this form</source>
        <translation>Ada versi baru formulir ini</translation>
    </message>
    <message>
        <source>Nothing you typed is lost, whichever you choose.</source>
        <translation>Apa pun pilihan Anda, tidak ada isian yang hilang.</translation>
    </message>
    <message>
        <source>Look at these once more</source>
        <translation>Lihat ini sekali lagi</translation>
    </message>
    <message>
        <source>Goes along ({count})</source>
        <translation>Ikut pindah ({count})</translation>
    </message>
    <message>
        <source>New questions that need an answer</source>
        <translation>Pertanyaan baru yang perlu dijawab</translation>
    </message>
    <message>
        <source>Has no place there, and is kept</source>
        <translation>Tidak punya tempat di sana, tetap disimpan</translation>
    </message>
</context>
<context>
    <name>NeutralPage</name>
    <message>
        <source>PKK meeting</source>
        <translation>Pertemuan PKK</translation>
    </message>
    <message>
        <source>Timetable, every second Wednesday</source>
        <translation>Susunan acara, Rabu kedua tiap bulan</translation>
    </message>
    <message>
        <source>Opening and song</source>
        <translation>Pembukaan dan lagu</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>Balai</translation>
    </message>
    <message>
        <source>Health post: weighing and vitamins</source>
        <translation>Posyandu: timbang dan vitamin</translation>
    </message>
    <message>
        <source>Terrace</source>
        <translation>Teras</translation>
    </message>
    <message>
        <source>Savings group, books and deposits</source>
        <translation>Arisan dan tabungan</translation>
    </message>
    <message>
        <source>Family garden: chilli and spinach</source>
        <translation>Kebun keluarga: cabai dan bayam</translation>
    </message>
    <message>
        <source>Garden</source>
        <translation>Kebun</translation>
    </message>
    <message>
        <source>Recipe of the month</source>
        <translation>Resep bulan ini</translation>
    </message>
    <message>
        <source>Kitchen</source>
        <translation>Dapur</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Penutup</translation>
    </message>
    <message>
        <source>Bring: savings book, spinach seeds, one plate.</source>
        <translation>Bawa: buku tabungan, bibit bayam, satu piring.</translation>
    </message>
    <message>
        <source>Close timetable</source>
        <translation>Tutup susunan acara</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Only a number fits here, such as 12.</source>
        <translation>Di sini hanya angka, misalnya 12.</translation>
    </message>
    <message>
        <source>Only a number fits here, such as 2.5.</source>
        <translation>Di sini hanya angka, misalnya 2,5.</translation>
    </message>
    <message>
        <source>.</source>
        <comment>decimal point</comment>
        <translation>,</translation>
    </message>
</context>
<context>
    <name>OfficeScreen</name>
    <message>
        <source>Mail office</source>
        <translation>Kantor surat</translation>
    </message>
    <message>
        <source>The mail of everybody on this laptop, in one total. Every letter is locked: nobody can see here whose it is or what it says.</source>
        <translation>Surat semua orang di laptop ini, dalam satu jumlah. Setiap surat terkunci: di sini tidak terlihat milik siapa dan apa isinya.</translation>
    </message>
    <message>
        <source>Receive by USB stick</source>
        <translation>Terima dari stik USB</translation>
    </message>
    <message>
        <source>Send by USB stick</source>
        <translation>Kirim lewat stik USB</translation>
    </message>
    <message>
        <source>everybody on this laptop</source>
        <translation>semua orang di laptop ini</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>Lanjutkan pengiriman</translation>
    </message>
    <message>
        <source>Pause sending</source>
        <translation>Jeda pengiriman</translation>
    </message>
</context>
<context>
    <name>OutsideTop</name>
    <message>
        <source>Back to the door</source>
        <translation>Kembali ke pintu</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Sembunyikan</translation>
    </message>
    <message>
        <source>Shows a harmless page.</source>
        <translation>Menampilkan halaman biasa.</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>Who is with this case</source>
        <translation>Yang memegang kasus ini</translation>
    </message>
    <message>
        <source>Take the case over</source>
        <translation>Saya terima kasus ini</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Belum bisa</translation>
    </message>
    <message>
        <source>Keep it after all</source>
        <translation>Tetap saya pegang</translation>
    </message>
    <message>
        <source>Share the case</source>
        <translation>Bagikan kasus</translation>
    </message>
    <message>
        <source>Hand the case over</source>
        <translation>Serahkan kasus</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Akhiri</translation>
    </message>
</context>
<context>
    <name>PictureScreen</name>
    <message>
        <source>The picture</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>The picture is being opened …</source>
        <translation>Gambar sedang dibuka …</translation>
    </message>
    <message>
        <source>It is made anew first, so that nothing hidden in it comes along.</source>
        <translation>Gambar dibuat ulang dulu, agar yang tersembunyi di dalamnya tidak ikut.</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Gambar ini tidak bisa ditampilkan.</translation>
    </message>
    <message>
        <source>The file is kept as it came. It may be damaged or no real picture.</source>
        <translation>Berkasnya tetap seperti saat datang. Mungkin rusak, atau bukan gambar sungguhan.</translation>
    </message>
    <message>
        <source>Close the picture</source>
        <translation>Tutup gambar</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Lihat lebih dekat</translation>
    </message>
    <message>
        <source>See it whole</source>
        <translation>Lihat utuh</translation>
    </message>
</context>
<context>
    <name>PracticeScreen</name>
    <message>
        <source>PRACTICE. Everything here is made up. Nothing is sent or kept as a case.</source>
        <translation>LATIHAN. Semua di sini rekaan. Tidak ada yang dikirim atau disimpan sebagai kasus.</translation>
    </message>
    <message>
        <source>Leave practice</source>
        <translation>Keluar dari latihan</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>See how it went</source>
        <translation>Lihat hasilnya</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjut</translation>
    </message>
    <message>
        <source>Back to the guide</source>
        <translation>Kembali ke panduan</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Latihan</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Benar</translation>
    </message>
    <message>
        <source>Better not</source>
        <translation>Jangan</translation>
    </message>
    <message>
        <source>Missing: {action}</source>
        <translation>Terlewat: {action}</translation>
    </message>
    <message>
        <source>Somebody&apos;s safety hangs on this.</source>
        <translation>Keselamatan seseorang bergantung pada ini.</translation>
    </message>
</context>
<context>
    <name>QuestionBlock</name>
    <message>
        <source>This answer does not fit. Look at it again.</source>
        <translation>Jawaban ini tidak cocok. Periksa lagi.</translation>
    </message>
    <message>
        <source>“{answer}” is no longer offered. It is kept, but does not count.</source>
        <translation>Jawaban “{answer}” tidak lagi ditawarkan. Tetap disimpan, tetapi tidak dihitung.</translation>
    </message>
    <message>
        <source>Why is this asked</source>
        <translation>Mengapa ditanyakan</translation>
    </message>
    <message>
        <source>Does not want to answer</source>
        <translation>Tidak mau menjawab</translation>
    </message>
    <message>
        <source>Clear this answer</source>
        <translation>Kosongkan jawaban ini</translation>
    </message>
    <message>
        <source>Skip this question</source>
        <translation>Lewati pertanyaan ini</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Lock  ·  F12</source>
        <translation>Kunci  ·  F12</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Kunci</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Beranda</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>Tanda bahaya</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
    <message>
        <source>Referrals in</source>
        <translation>Rujukan masuk</translation>
    </message>
    <message>
        <source>Mail office</source>
        <translation>Kantor surat</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Panduan</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
</context>
<context>
    <name>RangeEditor</name>
    <message>
        <source>Chosen: {number}</source>
        <translation>Dipilih: {number}</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>Belum ada yang dipilih</translation>
    </message>
    <message>
        <source>.</source>
        <comment>decimal point</comment>
        <translation>,</translation>
    </message>
</context>
<context>
    <name>RankEditor</name>
    <message>
        <source>This order is right</source>
        <translation>Urutan ini sudah benar</translation>
    </message>
</context>
<context>
    <name>RankLine</name>
    <message>
        <source>Move up</source>
        <translation>Naikkan</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Turunkan</translation>
    </message>
    <message>
        <source>Place {place} of {count}. Ctrl and an arrow move it.</source>
        <translation>Urutan {place} dari {count}. Ctrl dan panah memindahkannya.</translation>
    </message>
</context>
<context>
    <name>ReasonCard</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>RecordScreen</name>
    <message>
        <source>Look first</source>
        <translation>Lihat dulu</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Simpan dan lanjut</translation>
    </message>
    <message>
        <source>Look at the answers</source>
        <translation>Lihat jawaban</translation>
    </message>
    <message>
        <source>Somebody comes in?</source>
        <translation>Ada orang masuk?</translation>
    </message>
    <message>
        <source>Press Esc twice, then say: “So, about the health post timetable …”</source>
        <translation>Tekan Esc dua kali, lalu katakan: “Jadi, soal jadwal posyandu …”</translation>
    </message>
    <message>
        <source>Thank you for telling me.</source>
        <translation>Terima kasih sudah cerita.</translation>
    </message>
    <message>
        <source>It is not your fault.</source>
        <translation>Ini bukan salahmu.</translation>
    </message>
    <message>
        <source>You may stop whenever you want.</source>
        <translation>Boleh berhenti kapan saja.</translation>
    </message>
    <message>
        <source>You can say</source>
        <translation>Bisa Anda ucapkan</translation>
    </message>
</context>
<context>
    <name>RepeatPage</name>
    <message>
        <source>Add one</source>
        <translation>Tambah satu</translation>
    </message>
    <message>
        <source>Several of the same</source>
        <translation>Beberapa yang sama</translation>
    </message>
    <message>
        <source>Press a line to open it.</source>
        <translation>Tekan satu baris untuk membukanya.</translation>
    </message>
    <message>
        <source>Add one for each. None is fine too.</source>
        <translation>Tambah satu untuk setiap hal. Tidak ada juga boleh.</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>Belum ada isi.</translation>
    </message>
    <message>
        <source>Nothing answered yet</source>
        <translation>Belum ada jawaban</translation>
    </message>
    <message>
        <source>Opens it.</source>
        <translation>Membukanya.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>{number} is taken out: {summary}</source>
        <translation>Nomor {number} dihapus: {summary}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Batalkan</translation>
    </message>
</context>
<context>
    <name>ReportsScreen</name>
    <message>
        <source>Prevention activities</source>
        <translation>Kegiatan pencegahan</translation>
    </message>
    <message>
        <source>Record an activity</source>
        <translation>Catat kegiatan</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>No activity yet.</source>
        <translation>Belum ada kegiatan.</translation>
    </message>
    <message>
        <source>Write down figures only. Never a name.</source>
        <translation>Tulis angkanya saja. Jangan menulis nama.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Perbaiki</translation>
    </message>
</context>
<context>
    <name>ResponseClock</name>
    <message>
        <source>Response clock</source>
        <translation>Jam respons</translation>
    </message>
</context>
<context>
    <name>RoadCard</name>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Mengirim…</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Kirim sekarang</translation>
    </message>
</context>
<context>
    <name>SearchEditor</name>
    <message>
        <source>Search in this list</source>
        <translation>Cari di daftar ini</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>Tidak ada yang cocok. Coba huruf lebih sedikit.</translation>
    </message>
</context>
<context>
    <name>SendScreen</name>
    <message>
        <source>In the mailbag</source>
        <translation>Isi kantong surat</translation>
    </message>
    <message>
        <source>no names; what is not sent yet comes first</source>
        <translation>tanpa nama, yang belum dikirim dulu</translation>
    </message>
    <message>
        <source>The mailbag is empty.</source>
        <translation>Kantong surat kosong.</translation>
    </message>
    <message>
        <source>What you send waits here until the city has it.</source>
        <translation>Kiriman Anda menunggu di sini sampai diterima kota.</translation>
    </message>
    <message>
        <source>Receive by USB stick</source>
        <translation>Terima dari stik USB</translation>
    </message>
    <message>
        <source>Send by USB stick</source>
        <translation>Kirim lewat stik USB</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Kirim</translation>
    </message>
    <message>
        <source>All {n}</source>
        <translation>Semua {n}</translation>
    </message>
    <message>
        <source>Waiting {n}</source>
        <translation>Menunggu {n}</translation>
    </message>
    <message>
        <source>Received {n}</source>
        <translation>Diterima {n}</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>Lanjutkan pengiriman</translation>
    </message>
    <message>
        <source>Pause sending</source>
        <translation>Jeda pengiriman</translation>
    </message>
</context>
<context>
    <name>ServiceLine</name>
    <message>
        <source>agrees</source>
        <translation>setuju</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>does not agree</source>
        <translation>tidak setuju</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>boleh</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Language</source>
        <translation>Bahasa</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Terang atau gelap</translation>
    </message>
    <message>
        <source>As the laptop</source>
        <translation>Ikuti laptop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Ukuran huruf</translation>
    </message>
    <message>
        <source>Lock when nobody touches the laptop</source>
        <translation>Kunci bila laptop tidak disentuh</translation>
    </message>
    <message>
        <source>Locking never asks. What you typed is kept.</source>
        <translation>Mengunci tidak pernah bertanya. Yang sudah diketik tersimpan.</translation>
    </message>
    <message>
        <source>after 1 minute</source>
        <translation>setelah 1 menit</translation>
    </message>
    <message>
        <source>after {n} minutes</source>
        <translation>setelah {n} menit</translation>
    </message>
    <message>
        <source>Icon beside the clock</source>
        <translation>Ikon di samping jam</translation>
    </message>
    <message>
        <source>It says only that letters wait, never whose or what.</source>
        <translation>Hanya memberi tahu bahwa surat menunggu, tidak pernah milik siapa atau apa isinya.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>Do not show it</source>
        <translation>Jangan tampilkan</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Tentang</translation>
    </message>
    <message>
        <source>Forms and guide</source>
        <translation>Isi &amp; formulir</translation>
    </message>
    <message>
        <source>Versions of the forms</source>
        <translation>Versi formulir</translation>
    </message>
    <message>
        <source>Take from a file</source>
        <translation>Ambil dari berkas</translation>
    </message>
    <message>
        <source>Forms and guide from a USB stick.</source>
        <translation>Formulir dan panduan dari stik USB.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
</context>
<context>
    <name>ShareScreen</name>
    <message>
        <source>Back to the case</source>
        <translation>Kembali ke kasus</translation>
    </message>
    <message>
        <source>My cases</source>
        <translation>Kasus saya</translation>
    </message>
    <message>
        <source>Must not know of it</source>
        <translation>Tidak boleh tahu</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>Dengan siapa</translation>
    </message>
    <message>
        <source>Fetch colleagues near here</source>
        <translation>Ambil daftar rekan di sekitar sini</translation>
    </message>
    <message>
        <source>Of the whole city</source>
        <translation>Se-kota</translation>
    </message>
    <message>
        <source>On what may this be shared?</source>
        <translation>Atas dasar apa boleh dibagikan?</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Sesudahnya</translation>
    </message>
    <message>
        <source>I keep its history, to read only</source>
        <translation>Saya tetap bisa membaca riwayatnya</translation>
    </message>
    <message>
        <source>It leaves my list</source>
        <translation>Hilang dari daftar saya</translation>
    </message>
    <message>
        <source>Will be read</source>
        <translation>Yang akan terbaca</translation>
    </message>
    <message>
        <source>Stays with you alone</source>
        <translation>Tetap hanya pada Anda</translation>
    </message>
    <message>
        <source>Choose a colleague.</source>
        <translation>Pilih rekannya.</translation>
    </message>
    <message>
        <source>Say on what it may be shared.</source>
        <translation>Pilih dasar berbaginya.</translation>
    </message>
    <message>
        <source>Write the reason in a few words.</source>
        <translation>Tulis alasannya dengan singkat.</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Steps of this form</source>
        <translation>Langkah formulir ini</translation>
    </message>
    <message>
        <source>{n} of {all}: {title}</source>
        <translation>{n} dari {all}: {title}</translation>
    </message>
</context>
<context>
    <name>StepLine</name>
    <message>
        <source>done</source>
        <translation>selesai</translation>
    </message>
    <message>
        <source>Press when it is done.</source>
        <translation>Tekan bila sudah selesai.</translation>
    </message>
</context>
<context>
    <name>StickScreen</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Send by USB stick</source>
        <translation>Kirim lewat stik USB</translation>
    </message>
    <message>
        <source>Receive by USB stick</source>
        <translation>Terima dari stik USB</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>Pilih lagi</translation>
    </message>
    <message>
        <source>Write to the stick</source>
        <translation>Tulis ke stik</translation>
    </message>
    <message>
        <source>Read the stick</source>
        <translation>Baca stik</translation>
    </message>
    <message>
        <source>Which stick?</source>
        <translation>Stik USB (flashdisk) yang mana?</translation>
    </message>
    <message>
        <source>No stick is here yet.</source>
        <translation>Belum ada stik.</translation>
    </message>
    <message>
        <source>Put it in and wait a moment: it appears here by itself.</source>
        <translation>Colokkan dan tunggu sebentar: stik muncul sendiri di sini.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Pilih folder lain</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Look once more</source>
        <translation>Lihat sekali lagi</translation>
    </message>
    <message>
        <source>A few answers are missing. Everything typed is saved.</source>
        <translation>Beberapa jawaban belum ada. Semua yang diketik tersimpan.</translation>
    </message>
    <message>
        <source>Press a line to change it.</source>
        <translation>Tekan satu baris untuk mengubahnya.</translation>
    </message>
    <message>
        <source>Will not be kept</source>
        <translation>Tidak ikut disimpan</translation>
    </message>
    <message>
        <source>These answers no longer fit the others. Change those to keep them.</source>
        <translation>Jawaban ini tidak lagi cocok dengan yang lain. Ubah yang lain bila ingin menyimpannya.</translation>
    </message>
    <message>
        <source>Answers without a place</source>
        <translation>Jawaban tanpa tempat</translation>
    </message>
    <message>
        <source>They come from an older version of the form. They are kept with it.</source>
        <translation>Berasal dari versi lama formulir ini. Tetap disimpan bersamanya.</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>Masih kurang</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Jawab</translation>
    </message>
    <message>
        <source>Opens the question.</source>
        <translation>Membuka pertanyaannya.</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Level</source>
        <translation>Tingkat</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>Item number</source>
        <translation>Nomor kiriman</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Ukuran</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Umur</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>{count} of {most} letters</source>
        <translation>{count} dari {most} huruf</translation>
    </message>
    <message>
        <source>{count} letters too many</source>
        <translation>Kelebihan {count} huruf</translation>
    </message>
</context>
<context>
    <name>TicketCard</name>
    <message>
        <source>Ticket number</source>
        <translation>Nomor tiket</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>Bacakan</translation>
    </message>
    <message>
        <source>PIN {pin}</source>
        <translation>PIN {pin}</translation>
    </message>
</context>
<context>
    <name>TimeFields</name>
    <message>
        <source>Hour</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Menit</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Sekarang</translation>
    </message>
    <message>
        <source>Hours go from 0 to 23, minutes from 00 to 59.</source>
        <translation>Jam dari 0 sampai 23, menit dari 00 sampai 59.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Police</source>
        <translation>Polisi</translation>
    </message>
    <message>
        <source>Ambulance</source>
        <translation>Ambulans</translation>
    </message>
    <message>
        <source>SAPA</source>
        <translation>SAPA</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Sembunyikan</translation>
    </message>
    <message>
        <source>Hide  ·  Esc Esc</source>
        <translation>Sembunyikan  ·  Esc Esc</translation>
    </message>
    <message>
        <source>Shows a harmless page at once. Coming back asks for the passphrase.</source>
        <translation>Langsung menampilkan halaman biasa. Untuk kembali perlu kata sandi.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Satu Pintu</source>
        <translation>Buka Satu Pintu</translation>
    </message>
</context>
<context>
    <name>UrgentCards</name>
    <message>
        <source>I have read it</source>
        <translation>Sudah saya baca</translation>
    </message>
</context>
<context>
    <name>UrgentScreen</name>
    <message>
        <source>Urgent referral</source>
        <translation>Rujukan darurat</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Sembunyikan</translation>
    </message>
    <message>
        <source>Shows a harmless page and forgets the answers.</source>
        <translation>Menampilkan halaman biasa dan menghapus isian.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>This is not kept on the laptop until it is sent. Once sent it cannot be read here again. Hiding, locking or going back to the door forgets the answers.</source>
        <translation>Ini tidak disimpan di laptop sampai dikirim. Sesudah dikirim tidak bisa dibaca lagi di sini. Menyembunyikan, mengunci, atau kembali ke pintu menghapus isian.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjut</translation>
    </message>
    <message>
        <source>Send urgent referral</source>
        <translation>Kirim rujukan darurat</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Sudah saya catat</translation>
    </message>
    <message>
        <source>Back to the door</source>
        <translation>Kembali ke pintu</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Menulis…</translation>
    </message>
    <message>
        <source>Ticket number</source>
        <translation>Nomor tiket</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>This slip is shown once. Nobody can read the referral on this laptop.</source>
        <translation>Slip ini hanya tampil sekali. Rujukannya tidak bisa dibaca siapa pun di laptop ini.</translation>
    </message>
    <message>
        <source>No referral can go from this laptop. Phone instead:</source>
        <translation>Dari laptop ini rujukan belum bisa dikirim. Telepon saja:</translation>
    </message>
    <message>
        <source>An adult who is in no danger decides alone. Nothing is sent or kept.</source>
        <translation>Orang dewasa yang tidak terancam memutuskan sendiri. Tidak ada yang dikirim atau disimpan.</translation>
    </message>
    <message>
        <source>Tell of these numbers. The door stays open.</source>
        <translation>Sebutkan nomor-nomor ini. Pintu tetap terbuka.</translation>
    </message>
</context>
<context>
    <name>WelcomeScreen</name>
    <message>
        <source>Welcome.</source>
        <translation>Selamat datang.</translation>
    </message>
    <message>
        <source>Three things, then this laptop is yours to work with.</source>
        <translation>Tiga hal, lalu laptop ini siap Anda pakai.</translation>
    </message>
    <message>
        <source>Registration code</source>
        <translation>Kode pendaftaran</translation>
    </message>
    <message>
        <source>1. The code from your city</source>
        <translation>1. Kode dari kota Anda</translation>
    </message>
    <message>
        <source>Paste the whole line. It works once.</source>
        <translation>Tempel seluruh barisnya. Hanya berlaku sekali.</translation>
    </message>
    <message>
        <source>2. Your picture</source>
        <translation>2. Gambar Anda</translation>
    </message>
    <message>
        <source>Others see only this.</source>
        <translation>Orang lain hanya melihat ini.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Kata sandi baru</translation>
    </message>
    <message>
        <source>The same passphrase once more</source>
        <translation>Kata sandi yang sama sekali lagi</translation>
    </message>
    <message>
        <source>Use these words</source>
        <translation>Pakai kata ini</translation>
    </message>
    <message>
        <source>Four words are easy to remember. Write them down once:</source>
        <translation>Empat kata mudah diingat. Tulislah sekali:</translation>
    </message>
    <message>
        <source>3. Your passphrase</source>
        <translation>3. Kata sandi Anda</translation>
    </message>
    <message>
        <source>At least {n} letters. Nobody can read your records without it.</source>
        <translation>Paling sedikit {n} huruf. Tanpa ini catatan Anda tidak bisa dibaca siapa pun.</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Daftar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>{n} letters more.</source>
        <translation>Kurang {n} huruf lagi.</translation>
    </message>
    <message>
        <source>The two passphrases are not the same yet.</source>
        <translation>Kedua kata sandi belum sama.</translation>
    </message>
</context>
<context>
    <name>failures</name>
    <message>
        <source>Something went wrong that we did not expect.</source>
        <translation>Ada yang salah di luar dugaan kami.</translation>
    </message>
    <message>
        <source>What was saved stays safe on this laptop.</source>
        <translation>Yang sudah disimpan tetap aman di laptop ini.</translation>
    </message>
    <message>
        <source>Try again. If it stays, tell the city office.</source>
        <translation>Coba lagi. Bila tetap begitu, beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>Picture and passphrase do not fit.</source>
        <translation>Gambar dan kata sandi tidak cocok.</translation>
    </message>
    <message>
        <source>Nothing was lost.</source>
        <translation>Tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>Try again slowly.</source>
        <translation>Coba lagi pelan-pelan.</translation>
    </message>
    <message>
        <source>There were several wrong tries.</source>
        <translation>Sudah beberapa kali salah.</translation>
    </message>
    <message>
        <source>Your records stay locked and safe.</source>
        <translation>Catatan Anda tetap terkunci dan aman.</translation>
    </message>
    <message>
        <source>Wait {seconds} seconds, then try again.</source>
        <translation>Tunggu {seconds} detik, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The passphrase is too short.</source>
        <translation>Kata sandi terlalu pendek.</translation>
    </message>
    <message>
        <source>Use at least {least} letters; four words are easy to remember.</source>
        <translation>Pakai paling sedikit {least} huruf; empat kata mudah diingat.</translation>
    </message>
    <message>
        <source>This passphrase is easy to guess.</source>
        <translation>Kata sandi ini mudah ditebak.</translation>
    </message>
    <message>
        <source>Choose four words that do not belong together.</source>
        <translation>Pilih empat kata yang tidak saling berhubungan.</translation>
    </message>
    <message>
        <source>This code is not complete.</source>
        <translation>Kode ini belum lengkap.</translation>
    </message>
    <message>
        <source>Nothing was registered.</source>
        <translation>Belum ada yang didaftarkan.</translation>
    </message>
    <message>
        <source>Copy the whole line once more.</source>
        <translation>Salin lagi seluruh barisnya.</translation>
    </message>
    <message>
        <source>The city did not accept this code.</source>
        <translation>Kota tidak menerima kode ini.</translation>
    </message>
    <message>
        <source>Ask the city for a new code.</source>
        <translation>Minta kode baru kepada kota.</translation>
    </message>
    <message>
        <source>This code was used already.</source>
        <translation>Kode ini sudah pernah dipakai.</translation>
    </message>
    <message>
        <source>Nothing was registered a second time.</source>
        <translation>Tidak ada yang didaftarkan dua kali.</translation>
    </message>
    <message>
        <source>This code is too old.</source>
        <translation>Kode ini sudah lewat masanya.</translation>
    </message>
    <message>
        <source>The city could not be reached.</source>
        <translation>Kota tidak bisa dihubungi.</translation>
    </message>
    <message>
        <source>Everything stays safe on this laptop.</source>
        <translation>Semua tetap aman di laptop ini.</translation>
    </message>
    <message>
        <source>Check the network, then try again.</source>
        <translation>Periksa jaringan, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The answer did not come from your city.</source>
        <translation>Jawaban tidak datang dari kota Anda.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Tidak ada yang dikirim.</translation>
    </message>
    <message>
        <source>Try another network, then tell the city office.</source>
        <translation>Coba jaringan lain, lalu beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>This is a practice city.</source>
        <translation>Ini kota latihan.</translation>
    </message>
    <message>
        <source>No real record was sent there.</source>
        <translation>Tidak ada catatan sungguhan yang dikirim ke sana.</translation>
    </message>
    <message>
        <source>Use the code of your own city.</source>
        <translation>Pakai kode kota Anda sendiri.</translation>
    </message>
    <message>
        <source>A letter that came in cannot be read.</source>
        <translation>Satu surat masuk tidak bisa dibaca.</translation>
    </message>
    <message>
        <source>It is kept as it is. The others go on.</source>
        <translation>Surat itu disimpan apa adanya. Yang lain tetap jalan.</translation>
    </message>
    <message>
        <source>Tell the city office its number.</source>
        <translation>Beri tahu nomornya kepada kantor kota.</translation>
    </message>
    <message>
        <source>This record is too long to go as one letter.</source>
        <translation>Catatan ini terlalu panjang untuk satu surat.</translation>
    </message>
    <message>
        <source>It is kept complete on this laptop.</source>
        <translation>Catatan tersimpan lengkap di laptop ini.</translation>
    </message>
    <message>
        <source>Make the text shorter, or tell the city office.</source>
        <translation>Pendekkan tulisannya, atau beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>A letter that came in is not from who it says.</source>
        <translation>Satu surat masuk bukan dari pengirim yang tertulis.</translation>
    </message>
    <message>
        <source>It was set aside and changed nothing.</source>
        <translation>Surat itu disisihkan dan tidak mengubah apa pun.</translation>
    </message>
    <message>
        <source>A letter came from somebody this laptop does not know yet.</source>
        <translation>Ada surat dari orang yang belum dikenal laptop ini.</translation>
    </message>
    <message>
        <source>It is kept and looked at again later.</source>
        <translation>Surat itu disimpan dan diperiksa lagi nanti.</translation>
    </message>
    <message>
        <source>Nothing to do now.</source>
        <translation>Tidak perlu berbuat apa-apa sekarang.</translation>
    </message>
    <message>
        <source>A letter came in that is not for you to open.</source>
        <translation>Ada surat masuk yang bukan untuk Anda buka.</translation>
    </message>
    <message>
        <source>It is kept as it is.</source>
        <translation>Surat itu disimpan apa adanya.</translation>
    </message>
    <message>
        <source>The pass of a sender is not valid.</source>
        <translation>Tanda pengenal pengirim tidak sah.</translation>
    </message>
    <message>
        <source>Nothing from it was taken over.</source>
        <translation>Tidak ada isinya yang dipakai.</translation>
    </message>
    <message>
        <source>Tell the city office.</source>
        <translation>Beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>The city&apos;s list of people is not valid.</source>
        <translation>Daftar orang dari kota tidak sah.</translation>
    </message>
    <message>
        <source>The last good list stays in use.</source>
        <translation>Daftar terakhir yang sah tetap dipakai.</translation>
    </message>
    <message>
        <source>The city&apos;s receipt is not valid.</source>
        <translation>Tanda terima dari kota tidak sah.</translation>
    </message>
    <message>
        <source>Your letters stay in the mailbag.</source>
        <translation>Surat Anda tetap di kantong surat.</translation>
    </message>
    <message>
        <source>It tries again by itself. If it stays, tell the city office.</source>
        <translation>Akan dicoba lagi sendiri. Bila tetap begitu, beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>This form cannot be used.</source>
        <translation>Formulir ini tidak bisa dipakai.</translation>
    </message>
    <message>
        <source>No answer was lost.</source>
        <translation>Tidak ada jawaban yang hilang.</translation>
    </message>
    <message>
        <source>Tell the city office its name.</source>
        <translation>Beri tahu namanya kepada kantor kota.</translation>
    </message>
    <message>
        <source>This record uses a form this laptop does not have yet.</source>
        <translation>Catatan ini memakai formulir yang belum ada di laptop ini.</translation>
    </message>
    <message>
        <source>It is kept complete.</source>
        <translation>Catatan disimpan lengkap.</translation>
    </message>
    <message>
        <source>Update the app, then open it again.</source>
        <translation>Perbarui aplikasi, lalu buka lagi.</translation>
    </message>
    <message>
        <source>This list is for trained people. Your role does not run it.</source>
        <translation>Daftar ini untuk petugas terlatih. Peran Anda tidak menjalankannya.</translation>
    </message>
    <message>
        <source>Nothing is lost, and you did well to notice.</source>
        <translation>Tidak ada yang hilang. Kepekaan Anda sangat berarti.</translation>
    </message>
    <message>
        <source>Ask a guru BK, a kader PKK or a health worker, or phone 119.</source>
        <translation>Minta tolong guru BK, kader PKK, atau tenaga kesehatan. Atau telepon 119.</translation>
    </message>
    <message>
        <source>This file is larger than 5 MB.</source>
        <translation>Berkas ini lebih besar dari 5 MB.</translation>
    </message>
    <message>
        <source>It was not taken. The other answers are saved.</source>
        <translation>Berkas tidak diambil. Jawaban lain tetap tersimpan.</translation>
    </message>
    <message>
        <source>Choose a smaller picture, or describe what it shows.</source>
        <translation>Pilih gambar yang lebih kecil, atau uraikan isinya.</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>Berkas ini tidak bisa dibaca.</translation>
    </message>
    <message>
        <source>Look whether it still lies there, or choose another.</source>
        <translation>Periksa apakah berkasnya masih ada, atau pilih yang lain.</translation>
    </message>
    <message>
        <source>This kind of file is not kept here.</source>
        <translation>Jenis berkas ini tidak disimpan di sini.</translation>
    </message>
    <message>
        <source>Pictures (JPEG, PNG, WebP), sound and PDF can be kept.</source>
        <translation>Yang bisa disimpan: gambar (JPEG, PNG, WebP), suara, dan PDF.</translation>
    </message>
    <message>
        <source>This file is no longer here.</source>
        <translation>Berkas ini tidak ada lagi di sini.</translation>
    </message>
    <message>
        <source>It was erased, or it never came whole. The case is unchanged.</source>
        <translation>Berkas sudah dihapus, atau belum pernah datang utuh. Kasusnya tetap.</translation>
    </message>
    <message>
        <source>Close this page and open the case again.</source>
        <translation>Tutup halaman ini dan buka kasusnya lagi.</translation>
    </message>
    <message>
        <source>The copy was not saved.</source>
        <translation>Salinan tidak tersimpan.</translation>
    </message>
    <message>
        <source>Nothing was left there. The file itself is safe in the app.</source>
        <translation>Tidak ada yang tertinggal di sana. Berkasnya aman di aplikasi.</translation>
    </message>
    <message>
        <source>Choose another place, or another stick.</source>
        <translation>Pilih tempat lain, atau flashdisk lain.</translation>
    </message>
    <message>
        <source>A sexual picture of a child is never kept: it is a crime.</source>
        <translation>Gambar seksual anak tidak pernah disimpan: itu tindak pidana.</translation>
    </message>
    <message>
        <source>Write the address, what it shows, and when. Tell the UPTD.</source>
        <translation>Tulis alamatnya, isinya, dan waktunya. Beri tahu UPTD.</translation>
    </message>
    <message>
        <source>This answer does not fit the question.</source>
        <translation>Jawaban ini tidak sesuai dengan pertanyaannya.</translation>
    </message>
    <message>
        <source>The other answers are saved.</source>
        <translation>Jawaban lain tersimpan.</translation>
    </message>
    <message>
        <source>Look at the example under the question.</source>
        <translation>Lihat contoh di bawah pertanyaan.</translation>
    </message>
    <message>
        <source>Some answers are still missing.</source>
        <translation>Beberapa jawaban belum ada.</translation>
    </message>
    <message>
        <source>What you typed is saved.</source>
        <translation>Yang Anda ketik tersimpan.</translation>
    </message>
    <message>
        <source>Open the lines marked below.</source>
        <translation>Buka baris yang ditandai di bawah.</translation>
    </message>
    <message>
        <source>This draft cannot be opened.</source>
        <translation>Draf ini tidak bisa dibuka.</translation>
    </message>
    <message>
        <source>It was not changed.</source>
        <translation>Draf itu tidak diubah.</translation>
    </message>
    <message>
        <source>Start a new record, and tell the city office.</source>
        <translation>Mulai catatan baru, dan beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>There is no consent for this yet.</source>
        <translation>Belum ada persetujuan untuk ini.</translation>
    </message>
    <message>
        <source>Ask first, then mark the answer.</source>
        <translation>Tanyakan dulu, lalu tandai jawabannya.</translation>
    </message>
    <message>
        <source>No service is chosen.</source>
        <translation>Belum ada layanan yang dipilih.</translation>
    </message>
    <message>
        <source>Everything is saved.</source>
        <translation>Semua tersimpan.</translation>
    </message>
    <message>
        <source>Choose at least one service that was agreed to.</source>
        <translation>Pilih paling sedikit satu layanan yang disetujui.</translation>
    </message>
    <message>
        <source>This case is closed.</source>
        <translation>Kasus ini sudah ditutup.</translation>
    </message>
    <message>
        <source>Its records stay as they are.</source>
        <translation>Catatannya tetap seperti adanya.</translation>
    </message>
    <message>
        <source>Start a new record if something new happened.</source>
        <translation>Mulai catatan baru bila ada kejadian baru.</translation>
    </message>
    <message>
        <source>This case is not on this laptop.</source>
        <translation>Kasus ini tidak ada di laptop ini.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Search by its code, or ask the UPTD.</source>
        <translation>Cari dengan kodenya, atau tanya UPTD.</translation>
    </message>
    <message>
        <source>This step does not come now.</source>
        <translation>Langkah ini belum waktunya.</translation>
    </message>
    <message>
        <source>Look at the clock of the referral, then choose the next step.</source>
        <translation>Lihat jam respons rujukan, lalu pilih langkah berikutnya.</translation>
    </message>
    <message>
        <source>The danger level cannot be lowered.</source>
        <translation>Tingkat bahaya tidak bisa diturunkan.</translation>
    </message>
    <message>
        <source>It stays as it was.</source>
        <translation>Tingkatnya tetap.</translation>
    </message>
    <message>
        <source>Do the checklist again if the situation changed.</source>
        <translation>Nilai lagi bila keadaan berubah.</translation>
    </message>
    <message>
        <source>This case belongs to somebody else.</source>
        <translation>Kasus ini milik orang lain.</translation>
    </message>
    <message>
        <source>Ask the person who recorded it, or the UPTD.</source>
        <translation>Tanya pencatatnya, atau UPTD.</translation>
    </message>
    <message>
        <source>Two versions of something in this case differ.</source>
        <translation>Ada isian kasus ini yang punya dua versi.</translation>
    </message>
    <message>
        <source>Both are kept.</source>
        <translation>Keduanya tetap tersimpan.</translation>
    </message>
    <message>
        <source>Choose one first, then go on.</source>
        <translation>Pilih dulu salah satu, lalu lanjutkan.</translation>
    </message>
    <message>
        <source>This colleague&apos;s papers could not be proved.</source>
        <translation>Surat pengenal rekan ini tidak bisa dibuktikan.</translation>
    </message>
    <message>
        <source>Nothing was shared.</source>
        <translation>Tidak ada yang dibagikan.</translation>
    </message>
    <message>
        <source>Fetch the address book again, or ask the office.</source>
        <translation>Ambil lagi daftar rekan, atau tanya kantor.</translation>
    </message>
    <message>
        <source>Consent does not allow sharing this case.</source>
        <translation>Persetujuan belum mengizinkan kasus ini dibagikan.</translation>
    </message>
    <message>
        <source>Ask her again, then write down what she says.</source>
        <translation>Tanyakan lagi kepadanya, lalu catat jawabannya.</translation>
    </message>
    <message>
        <source>Somebody was asked already to take this case over.</source>
        <translation>Sudah ada rekan yang diminta memegang kasus ini.</translation>
    </message>
    <message>
        <source>The case stays yours until the answer comes.</source>
        <translation>Kasus tetap Anda pegang sampai jawabannya datang.</translation>
    </message>
    <message>
        <source>Wait for the answer, or take the question back.</source>
        <translation>Tunggu jawabannya, atau tarik kembali permintaannya.</translation>
    </message>
    <message>
        <source>This laptop is not registered with a city yet.</source>
        <translation>Laptop ini belum terdaftar di kota mana pun.</translation>
    </message>
    <message>
        <source>What you record stays safe here.</source>
        <translation>Yang Anda catat tetap aman di sini.</translation>
    </message>
    <message>
        <source>Ask the city for a registration code.</source>
        <translation>Minta kode pendaftaran kepada kota.</translation>
    </message>
    <message>
        <source>This was sent already.</source>
        <translation>Ini sudah dikirim.</translation>
    </message>
    <message>
        <source>Record a follow-up to correct it.</source>
        <translation>Catat tindak lanjut untuk memperbaikinya.</translation>
    </message>
    <message>
        <source>A reason is needed for this.</source>
        <translation>Perlu satu alasan untuk ini.</translation>
    </message>
    <message>
        <source>Write one short sentence.</source>
        <translation>Tulis satu kalimat pendek.</translation>
    </message>
    <message>
        <source>The file with your records is not where it was.</source>
        <translation>Berkas catatan Anda tidak ada di tempatnya.</translation>
    </message>
    <message>
        <source>Nothing was deleted by this app. The city keeps what it received.</source>
        <translation>Aplikasi ini tidak menghapus apa pun. Kota menyimpan yang sudah diterimanya.</translation>
    </message>
    <message>
        <source>Check whether the disk or folder is connected, then open the app again.</source>
        <translation>Periksa apakah disk atau foldernya tersambung, lalu buka lagi aplikasi.</translation>
    </message>
    <message>
        <source>The lock of your records is missing.</source>
        <translation>Kunci catatan Anda tidak ditemukan.</translation>
    </message>
    <message>
        <source>The records themselves are untouched.</source>
        <translation>Catatannya sendiri tidak tersentuh.</translation>
    </message>
    <message>
        <source>Delete nothing. Tell the city office: it can bring back what the city keeps.</source>
        <translation>Jangan hapus apa pun. Beri tahu kantor kota: yang tersimpan di kota bisa dikembalikan.</translation>
    </message>
    <message>
        <source>The lock of your records is damaged.</source>
        <translation>Kunci catatan Anda rusak.</translation>
    </message>
    <message>
        <source>The file with the records is not locked, so it is not ours.</source>
        <translation>Berkas catatan tidak terkunci, jadi bukan milik kita.</translation>
    </message>
    <message>
        <source>It was not opened and not changed.</source>
        <translation>Berkas itu tidak dibuka dan tidak diubah.</translation>
    </message>
    <message>
        <source>Tell the city office. Do not type anything into it.</source>
        <translation>Beri tahu kantor kota. Jangan mengetik apa pun di dalamnya.</translation>
    </message>
    <message>
        <source>The file with the records belongs to another laptop or person.</source>
        <translation>Berkas catatan ini milik laptop atau orang lain.</translation>
    </message>
    <message>
        <source>Put the right file back, or tell the city office.</source>
        <translation>Kembalikan berkas yang benar, atau beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>The records were written by a newer version of this app.</source>
        <translation>Catatan ini ditulis oleh aplikasi versi lebih baru.</translation>
    </message>
    <message>
        <source>They were not opened and not changed.</source>
        <translation>Catatan tidak dibuka dan tidak diubah.</translation>
    </message>
    <message>
        <source>Install the newer version, then open the app again.</source>
        <translation>Pasang versi yang lebih baru, lalu buka lagi aplikasi.</translation>
    </message>
    <message>
        <source>The file with the records is damaged.</source>
        <translation>Berkas catatan rusak.</translation>
    </message>
    <message>
        <source>It was not changed. The city keeps what it received.</source>
        <translation>Berkas tidak diubah. Kota menyimpan yang sudah diterimanya.</translation>
    </message>
    <message>
        <source>Do not delete anything. Tell the city office.</source>
        <translation>Jangan hapus apa pun. Beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>There is a file for this person already.</source>
        <translation>Sudah ada berkas untuk orang ini.</translation>
    </message>
    <message>
        <source>It was not overwritten.</source>
        <translation>Berkas itu tidak ditimpa.</translation>
    </message>
    <message>
        <source>Choose another picture, or go in with that one.</source>
        <translation>Pilih gambar lain, atau masuk dengan gambar itu.</translation>
    </message>
    <message>
        <source>The mailbag of this laptop is not where it was.</source>
        <translation>Kantong surat laptop ini tidak ada di tempatnya.</translation>
    </message>
    <message>
        <source>Your records are safe. What was not sent will be put in again.</source>
        <translation>Catatan Anda aman. Yang belum dikirim akan dimasukkan lagi.</translation>
    </message>
    <message>
        <source>Press “Try again”: a new mailbag is begun and filled again.</source>
        <translation>Tekan “Coba lagi”: kantong surat baru dibuat dan diisi lagi.</translation>
    </message>
    <message>
        <source>The mailbag is not locked, so it is not ours.</source>
        <translation>Kantong surat tidak terkunci, jadi bukan milik kita.</translation>
    </message>
    <message>
        <source>The mailbag belongs to another laptop.</source>
        <translation>Kantong surat ini milik laptop lain.</translation>
    </message>
    <message>
        <source>The mailbag was written by a newer version of this app.</source>
        <translation>Kantong surat ditulis oleh aplikasi versi lebih baru.</translation>
    </message>
    <message>
        <source>The mailbag is damaged.</source>
        <translation>Kantong surat rusak.</translation>
    </message>
    <message>
        <source>It was not changed. Your records are safe.</source>
        <translation>Kantong surat tidak diubah. Catatan Anda aman.</translation>
    </message>
    <message>
        <source>Close the app and open it again. If it says so again, press “Try again”: the damaged one is laid aside, and a new one is filled again.</source>
        <translation>Tutup aplikasi lalu buka lagi. Kalau tulisan ini muncul lagi, tekan “Coba lagi”: kantong surat yang rusak disisihkan, lalu yang baru dibuat dan diisi lagi.</translation>
    </message>
    <message>
        <source>The key of this laptop is damaged.</source>
        <translation>Kunci laptop ini rusak.</translation>
    </message>
    <message>
        <source>Your records are safe and still locked.</source>
        <translation>Catatan Anda aman dan tetap terkunci.</translation>
    </message>
    <message>
        <source>The key of this laptop is missing.</source>
        <translation>Kunci laptop ini tidak ditemukan.</translation>
    </message>
    <message>
        <source>Put the file back, or tell the city office.</source>
        <translation>Kembalikan berkasnya, atau beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Disk penuh.</translation>
    </message>
    <message>
        <source>What was saved before stays safe.</source>
        <translation>Yang sudah disimpan tetap aman.</translation>
    </message>
    <message>
        <source>Make some room on the disk, then try again.</source>
        <translation>Kosongkan sebagian disk, lalu coba lagi.</translation>
    </message>
    <message>
        <source>This disk does not allow writing.</source>
        <translation>Disk ini tidak bisa ditulisi.</translation>
    </message>
    <message>
        <source>Check the disk or the permissions, then try again.</source>
        <translation>Periksa disk atau izinnya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The records are in use by another program.</source>
        <translation>Catatan sedang dipakai program lain.</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Tunggu sebentar, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The records are locked already.</source>
        <translation>Catatan sudah terkunci.</translation>
    </message>
    <message>
        <source>What was saved stays safe.</source>
        <translation>Yang sudah disimpan tetap aman.</translation>
    </message>
    <message>
        <source>Go in again with your passphrase.</source>
        <translation>Masuk lagi dengan kata sandi Anda.</translation>
    </message>
    <message>
        <source>A part of this app is too old to open the records safely.</source>
        <translation>Satu bagian aplikasi ini terlalu lama untuk membuka catatan dengan aman.</translation>
    </message>
    <message>
        <source>Nothing was opened and nothing was changed.</source>
        <translation>Tidak ada yang dibuka dan tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Install the app again.</source>
        <translation>Pasang ulang aplikasi.</translation>
    </message>
    <message>
        <source>The folder of this app can be read by other people of this laptop.</source>
        <translation>Folder aplikasi ini bisa dibaca orang lain di laptop ini.</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>Tidak ada yang dibuka.</translation>
    </message>
    <message>
        <source>Ask the city office to set the folder right.</source>
        <translation>Minta kantor kota membetulkan foldernya.</translation>
    </message>
    <message>
        <source>The app is open already.</source>
        <translation>Aplikasi sudah terbuka.</translation>
    </message>
    <message>
        <source>Go to the window that is open.</source>
        <translation>Buka jendela yang sudah ada.</translation>
    </message>
    <message>
        <source>This works only with practice data.</source>
        <translation>Ini hanya untuk data latihan.</translation>
    </message>
    <message>
        <source>No real record was touched.</source>
        <translation>Tidak ada catatan sungguhan yang tersentuh.</translation>
    </message>
    <message>
        <source>Start the practice version for this.</source>
        <translation>Jalankan versi latihan untuk ini.</translation>
    </message>
</context>
<context>
    <name>file_dialog</name>
    <message>
        <source>Choose a file</source>
        <translation>Pilih berkas</translation>
    </message>
    <message>
        <source>Fitting files</source>
        <translation>Berkas yang cocok</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Pilih folder</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Nama:</translation>
    </message>
    <message>
        <source>Kind:</source>
        <translation>Jenis:</translation>
    </message>
    <message>
        <source>In:</source>
        <translation>Di:</translation>
    </message>
</context>
<context>
    <name>flows</name>
    <message>
        <source>Demo. The passphrase of this laptop is: {passphrase}</source>
        <translation>Latihan. Kata sandi laptop ini: {passphrase}</translation>
    </message>
    <message>
        <source>{sex}, {age} years</source>
        <translation>{sex}, {age} tahun</translation>
    </message>
    <message>
        <source>Name and story stay locked.</source>
        <translation>Nama dan cerita tetap terkunci.</translation>
    </message>
    <message>
        <source>The first story was recorded</source>
        <translation>Cerita pertama dicatat</translation>
    </message>
    <message>
        <source>Danger signs judged: {level}</source>
        <translation>Tanda bahaya dinilai: {level}</translation>
    </message>
    <message>
        <source>Danger raised by a person</source>
        <translation>Tingkat bahaya dinaikkan petugas</translation>
    </message>
    <message>
        <source>Referral: {service}</source>
        <translation>Rujukan: {service}</translation>
    </message>
    <message>
        <source>Looked again</source>
        <translation>Dicek ulang</translation>
    </message>
    <message>
        <source>Your number is {number}, your PIN is {pin}. On the city&apos;s page you can see how far it is. The page says nothing about you.</source>
        <translation>Nomor Anda {number}, PIN Anda {pin}. Di halaman kota Anda bisa melihat sampai di mana. Halaman itu tidak menyebut apa pun tentang Anda.</translation>
    </message>
    <message>
        <source>{who}, {when}</source>
        <translation>{who}, {when}</translation>
    </message>
    <message>
        <source>A referral goes out in a few seconds.</source>
        <translation>Satu rujukan berangkat beberapa detik lagi.</translation>
    </message>
    <message>
        <source>The city keeps a letter of this case and looks at it.</source>
        <translation>Kota menahan satu surat kasus ini untuk diperiksa.</translation>
    </message>
    <message>
        <source>Some changes have not arrived yet.</source>
        <translation>Beberapa perubahan belum sampai.</translation>
    </message>
    <message>
        <source>A part was written by a newer version. Please update.</source>
        <translation>Sebagian ditulis oleh versi lebih baru. Perbarui aplikasi.</translation>
    </message>
    <message>
        <source>The UPTD is asked to close this case.</source>
        <translation>UPTD diminta menutup kasus ini.</translation>
    </message>
    <message>
        <source>Somebody outside this case wrote to it. It is kept apart.</source>
        <translation>Ada tulisan dari orang di luar kasus ini. Disimpan terpisah.</translation>
    </message>
    <message>
        <source>Safe copy at the city</source>
        <translation>Salinan aman di kota</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Dikirim</translation>
    </message>
    <message>
        <source>Received by the UPTD</source>
        <translation>Sampai di UPTD</translation>
    </message>
    <message>
        <source>The UPTD has taken it on</source>
        <translation>UPTD sudah menangani</translation>
    </message>
    <message>
        <source>The UPTD spoke with her</source>
        <translation>UPTD sudah menghubungi penyintas</translation>
    </message>
    <message>
        <source>Help has begun</source>
        <translation>Layanan sudah dimulai</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>The UPTD sent it back</source>
        <translation>UPTD mengembalikan</translation>
    </message>
    <message>
        <source>The UPTD could not reach her</source>
        <translation>UPTD belum bisa menghubungi penyintas</translation>
    </message>
    <message>
        <source>She does not want it now</source>
        <translation>Penyintas belum bersedia</translation>
    </message>
    <message>
        <source>The service could not take it</source>
        <translation>Layanan tidak bisa menerima</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Dibatalkan</translation>
    </message>
    <message>
        <source>The service is not there</source>
        <translation>Layanannya tidak tersedia</translation>
    </message>
    <message>
        <source>Please check</source>
        <translation>Perlu dicek</translation>
    </message>
    <message>
        <source>Please check {count}</source>
        <translation>Perlu dicek {count}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Dibagikan kepada saya</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Ditutup</translation>
    </message>
    <message>
        <source>done {when}</source>
        <translation>selesai {when}</translation>
    </message>
    <message>
        <source>Record the story</source>
        <translation>Catat ceritanya</translation>
    </message>
    <message>
        <source>Already sent</source>
        <translation>Sudah dikirim</translation>
    </message>
    <message>
        <source>Send the referral</source>
        <translation>Kirim rujukan</translation>
    </message>
    <message>
        <source>Send {count} referrals</source>
        <translation>Kirim {count} rujukan</translation>
    </message>
    <message>
        <source>She has not agreed to that. Ask her first, then change it.</source>
        <translation>Penyintas belum setuju. Tanyakan dulu, lalu ubah.</translation>
    </message>
    <message>
        <source>A child&apos;s case always reaches the UPTD. The law protects it.</source>
        <translation>Kasus anak selalu sampai ke UPTD. Hukum melindunginya.</translation>
    </message>
    <message>
        <source>The referral goes out. You can still take it back.</source>
        <translation>Rujukan akan dikirim. Masih bisa dibatalkan.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Life is in danger now.</source>
        <translation>Nyawa terancam sekarang.</translation>
    </message>
    <message>
        <source>Grave danger is likely.</source>
        <translation>Bahaya berat mungkin terjadi.</translation>
    </message>
    <message>
        <source>There is danger, not at this moment.</source>
        <translation>Ada bahaya, tetapi tidak saat ini.</translation>
    </message>
    <message>
        <source>No grave sign was named.</source>
        <translation>Belum ada tanda bahaya berat.</translation>
    </message>
    <message>
        <source>Call 110 or 119 now, then the UPTD. Stay if it is safe.</source>
        <translation>Telepon 110 atau 119 sekarang, lalu UPTD. Temani bila aman.</translation>
    </message>
    <message>
        <source>Do not let her go home alone tonight.</source>
        <translation>Jangan biarkan ia pulang sendiri malam ini.</translation>
    </message>
    <message>
        <source>Send the referral, agree on a safety plan.</source>
        <translation>Kirim rujukan, sepakati rencana aman.</translation>
    </message>
    <message>
        <source>Give information and look again. Signs can change.</source>
        <translation>Beri informasi dan cek ulang. Tanda bisa berubah.</translation>
    </message>
    <message>
        <source>{step}. The answer goes to the sender.</source>
        <translation>{step}. Jawabannya sampai ke pengirim.</translation>
    </message>
    <message>
        <source>{count} more are finished or sent back</source>
        <translation>{count} lainnya selesai atau dikembalikan</translation>
    </message>
    <message>
        <source>{count} letters are of a newer version. Update, and phone the senders.</source>
        <translation>{count} surat ditulis versi yang lebih baru. Perbarui aplikasi, dan telepon pengirimnya.</translation>
    </message>
    <message>
        <source>{count} more urgent referrals without login, laptop {laptop}, {day}</source>
        <translation>{count} rujukan darurat lagi tanpa masuk, laptop {laptop}, {day}</translation>
    </message>
    <message>
        <source>Needs an update</source>
        <translation>Perlu pembaruan</translation>
    </message>
    <message>
        <source>in {when}</source>
        <translation>masuk {when}</translation>
    </message>
    <message>
        <source>A quick record was made</source>
        <translation>Catatan cepat dibuat</translation>
    </message>
    <message>
        <source>A consultation was recorded</source>
        <translation>Konsultasi dicatat</translation>
    </message>
    <message>
        <source>Content on the internet was reported</source>
        <translation>Konten di internet dilaporkan</translation>
    </message>
    <message>
        <source>Evidence was noted</source>
        <translation>Bukti dicatat</translation>
    </message>
    <message>
        <source>Closing was recorded</source>
        <translation>Penutupan dicatat</translation>
    </message>
    <message>
        <source>Version {version}, {who}, {when}</source>
        <translation>Versi {version}, {who}, {when}</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>oleh Anda</translation>
    </message>
    <message>
        <source>unknown sender</source>
        <translation>pengirim tidak dikenal</translation>
    </message>
    <message>
        <source>Corrected later</source>
        <translation>Sudah diperbaiki</translation>
    </message>
    <message>
        <source>Corrects an earlier one</source>
        <translation>Perbaikan dari yang lama</translation>
    </message>
    <message>
        <source>Police must be told by: {when}</source>
        <translation>Batas lapor polisi: {when}</translation>
    </message>
    <message>
        <source>If the police gave protection: it lasts seven days. Ask again by: {when}</source>
        <translation>Bila polisi memberi perlindungan: berlaku tujuh hari. Tanyakan lagi sebelum: {when}</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>tidak terbukti</translation>
    </message>
    <message>
        <source>written without logging in, laptop {laptop}, {area}</source>
        <translation>ditulis tanpa masuk, laptop {laptop}, {area}</translation>
    </message>
    <message>
        <source>from {origin}, {when}</source>
        <translation>dari {origin}, {when}</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>dicatat</translation>
    </message>
    <message>
        <source>came in</source>
        <translation>masuk</translation>
    </message>
    <message>
        <source>first response</source>
        <translation>respons pertama</translation>
    </message>
    <message>
        <source>A newer version of the app wrote this. Update this app; phone the sender now.</source>
        <translation>Surat ini ditulis aplikasi versi lebih baru. Perbarui aplikasi ini; telepon pengirimnya sekarang.</translation>
    </message>
    <message>
        <source>Written with a newer form: some of it may not show here. Nothing of it is lost. Please update.</source>
        <translation>Ditulis dengan formulir lebih baru: sebagian mungkin belum tampil di sini. Tidak ada yang hilang. Mohon perbarui aplikasi.</translation>
    </message>
    <message>
        <source>This letter cannot be opened here. Phone the sender.</source>
        <translation>Surat ini tidak bisa dibuka di sini. Telepon pengirimnya.</translation>
    </message>
    <message>
        <source>Sent back: {reason}</source>
        <translation>Dikembalikan: {reason}</translation>
    </message>
    <message>
        <source>The sender asks you to close this case together.</source>
        <translation>Pengirim meminta Anda menutup kasus ini bersama.</translation>
    </message>
    <message>
        <source>A long text goes on; its rest has not arrived yet.</source>
        <translation>Ada tulisan panjang yang lanjutannya belum tiba.</translation>
    </message>
    <message>
        <source>no login, laptop {laptop}</source>
        <translation>tanpa masuk, laptop {laptop}</translation>
    </message>
    <message>
        <source>Tell the police by</source>
        <translation>Batas lapor polisi</translation>
    </message>
    <message>
        <source>Not taken on yet</source>
        <translation>Belum ditangani</translation>
    </message>
    <message>
        <source>1 letter waits, {age}</source>
        <translation>1 surat menunggu, {age}</translation>
    </message>
    <message>
        <source>{count} letters wait, oldest {age}</source>
        <translation>{count} surat menunggu, tertua {age}</translation>
    </message>
    <message>
        <source>A new beginning was made for your notes. Nothing is lost.</source>
        <translation>Catatan Anda memulai lembar baru. Tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>{section}, questions {first} to {last} of {count}</source>
        <translation>{section}, pertanyaan {first} sampai {last} dari {count}</translation>
    </message>
    <message>
        <source>{section}, question {number} of {count}</source>
        <translation>{section}, pertanyaan {number} dari {count}</translation>
    </message>
    <message>
        <source>File kept in this record</source>
        <translation>Berkas tersimpan di catatan ini</translation>
    </message>
    <message>
        <source>When the passphrase is forgotten</source>
        <translation>Kalau kata sandi terlupa</translation>
    </message>
    <message>
        <source>Try again calmly. Nothing is deleted, however often you try.</source>
        <translation>Coba lagi dengan tenang. Tidak ada yang terhapus, seberapa sering pun dicoba.</translation>
    </message>
    <message>
        <source>Bring this laptop to your UPTD. Delete and reinstall nothing.</source>
        <translation>Bawa laptop ini ke UPTD Anda. Jangan menghapus atau memasang ulang apa pun.</translation>
    </message>
    <message>
        <source>Something urgent meanwhile: call the UPTD, 129 or 110.</source>
        <translation>Ada yang mendesak sementara itu: telepon UPTD, 129 atau 110.</translation>
    </message>
    <message>
        <source>Nothing is lost. What waits in this laptop goes on being sent.</source>
        <translation>Tidak ada yang hilang. Yang menunggu di laptop ini tetap dikirim.</translation>
    </message>
    <message>
        <source>Two of the city&apos;s three custodians together can open your records with the keys they keep on paper. Nobody can alone.</source>
        <translation>Dua dari tiga pemegang kunci kota bersama-sama dapat membuka catatan Anda dengan kunci yang mereka simpan di kertas. Seorang diri, tidak bisa.</translation>
    </message>
    <message>
        <source>Begin a new story, told once</source>
        <translation>Mulai cerita baru, cukup satu kali</translation>
    </message>
    <message>
        <source>Judge the danger, see the steps</source>
        <translation>Nilai bahaya, lihat langkahnya</translation>
    </message>
    <message>
        <source>One thing is past its time. Begin at the top.</source>
        <translation>Satu hal sudah lewat waktunya. Mulai dari yang teratas.</translation>
    </message>
    <message>
        <source>{count} things are past their time. Begin at the top.</source>
        <translation>{count} hal sudah lewat waktunya. Mulai dari yang teratas.</translation>
    </message>
    <message>
        <source>Something is not finished yet. Go on with it in Record.</source>
        <translation>Ada catatan yang belum selesai. Lanjutkan dari Catat.</translation>
    </message>
    <message>
        <source>Nothing is due. You can begin a recording at any time.</source>
        <translation>Belum ada yang perlu tindakan. Anda bisa mencatat kapan saja.</translation>
    </message>
    <message>
        <source>Nothing is late. The nearest deadline stands at the top.</source>
        <translation>Tidak ada yang lewat waktu. Batas terdekat ada di atas.</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} berjalan</translation>
    </message>
    <message>
        <source>One is not finished: go on with it</source>
        <translation>1 belum selesai: lanjutkan</translation>
    </message>
    <message>
        <source>{count} are not finished: go on with them</source>
        <translation>{count} belum selesai: lanjutkan</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Tidak ada yang menunggu</translation>
    </message>
    <message>
        <source>{count} waiting, oldest {age}</source>
        <translation>{count} menunggu, tertua {age}</translation>
    </message>
    <message>
        <source>{road} The oldest waits {age}.</source>
        <translation>{road} Tertua menunggu {age}.</translation>
    </message>
    <message>
        <source>{count} things, nearest deadline first</source>
        <translation>{count} hal, batas waktu terdekat di atas</translation>
    </message>
    <message>
        <source>Demo: nothing here is real.</source>
        <translation>Latihan: tidak ada yang sungguhan di sini.</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Bukan semuanya</translation>
    </message>
    <message>
        <source>Go on to the plan with what is known.</source>
        <translation>Langsung ke rencana dengan yang sudah diketahui.</translation>
    </message>
    <message>
        <source>Who is in danger?</source>
        <translation>Siapa yang terancam?</translation>
    </message>
    <message>
        <source>Choose the list that fits. Only you see the answers.</source>
        <translation>Pilih daftar yang sesuai. Hanya Anda yang melihat jawabannya.</translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation>Tanda bahaya</translation>
    </message>
    <message>
        <source>Look at the signs</source>
        <translation>Lihat tandanya</translation>
    </message>
    <message>
        <source>{forms}: only for trained people. Stay with the person, and ask a guru BK, a kader PKK or a health worker. In acute danger phone 119.</source>
        <translation>{forms}: hanya untuk petugas terlatih. Temani orangnya, lalu minta tolong guru BK, kader PKK, atau tenaga kesehatan. Bila gawat, telepon 119.</translation>
    </message>
    <message>
        <source>Which form?</source>
        <translation>Formulir mana?</translation>
    </message>
    <message>
        <source>What the case knows already is not asked again.</source>
        <translation>Yang sudah tercatat tidak ditanyakan lagi.</translation>
    </message>
    <message>
        <source>Another form for this case</source>
        <translation>Formulir lain untuk kasus ini</translation>
    </message>
    <message>
        <source>Open the form</source>
        <translation>Buka formulir</translation>
    </message>
    <message>
        <source>Who is talking to you?</source>
        <translation>Siapa yang berbicara dengan Anda?</translation>
    </message>
    <message>
        <source>The survivor herself, or somebody who tells for her.</source>
        <translation>Penyintas sendiri, atau orang yang mewakilinya.</translation>
    </message>
    <message>
        <source>The survivor</source>
        <translation>Penyintas</translation>
    </message>
    <message>
        <source>Parent or guardian</source>
        <translation>Orang tua atau wali</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Keluarga</translation>
    </message>
    <message>
        <source>Neighbour</source>
        <translation>Tetangga</translation>
    </message>
    <message>
        <source>School</source>
        <translation>Sekolah</translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation>Tanpa nama</translation>
    </message>
    <message>
        <source>How do you talk?</source>
        <translation>Bagaimana Anda berbicara?</translation>
    </message>
    <message>
        <source>Face to face</source>
        <translation>Tatap muka</translation>
    </message>
    <message>
        <source>By telephone</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>By message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Daring</translation>
    </message>
    <message>
        <source>On a visit</source>
        <translation>Kunjungan</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>What do you want to record?</source>
        <translation>Apa yang ingin dicatat?</translation>
    </message>
    <message>
        <source>A short record can grow later. Nothing is asked twice.</source>
        <translation>Catatan singkat bisa dilengkapi nanti. Tidak ada yang ditanyakan dua kali.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>This answer does not fit the question.</source>
        <translation>Jawaban ini tidak sesuai dengan pertanyaannya.</translation>
    </message>
    <message>
        <source>This question needs an answer. &apos;Do not know&apos; is one too.</source>
        <translation>Pertanyaan ini perlu dijawab. “Tidak tahu” juga jawaban.</translation>
    </message>
    <message>
        <source>This question needs an answer. An estimate is enough.</source>
        <translation>Pertanyaan ini perlu dijawab. Perkiraan sudah cukup.</translation>
    </message>
    <message>
        <source>This question needs an answer.</source>
        <translation>Pertanyaan ini perlu dijawab.</translation>
    </message>
    <message>
        <source>An answer is missing.</source>
        <translation>Jawaban belum ada.</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Simpan dan lanjut</translation>
    </message>
    <message>
        <source>Erase this draft</source>
        <translation>Hapus draf ini</translation>
    </message>
    <message>
        <source>She does not want it written down</source>
        <translation>Penyintas tidak mau dicatat</translation>
    </message>
    <message>
        <source>Save the correction</source>
        <translation>Simpan perbaikan</translation>
    </message>
    <message>
        <source>A child is never left without help</source>
        <translation>Anak tidak pernah dibiarkan sendiri</translation>
    </message>
    <message>
        <source>Choose the basis</source>
        <translation>Pilih dasarnya</translation>
    </message>
    <message>
        <source>When you press the button</source>
        <translation>Bila tombol ditekan</translation>
    </message>
    <message>
        <source>This draft is erased. Only a count of talks goes up by one.</source>
        <translation>Isian ini dihapus. Hanya hitungan percakapan bertambah satu.</translation>
    </message>
    <message>
        <source>Until then</source>
        <translation>Sebelum itu</translation>
    </message>
    <message>
        <source>Nothing was sent. Press here to change the answer.</source>
        <translation>Belum ada yang dikirim. Tekan di sini untuk mengubah jawaban.</translation>
    </message>
    <message>
        <source>Help stays open to her</source>
        <translation>Bantuan tetap terbuka</translation>
    </message>
    <message>
        <source>SAPA 129, police 110, or the UPTD, also without a name.</source>
        <translation>SAPA 129, polisi 110, atau UPTD, juga tanpa nama.</translation>
    </message>
    <message>
        <source>The law protects the child</source>
        <translation>Hukum melindungi anak</translation>
    </message>
    <message>
        <source>A child&apos;s case always reaches the UPTD, also without a yes.</source>
        <translation>Kasus anak selalu sampai ke UPTD, juga tanpa persetujuan.</translation>
    </message>
    <message>
        <source>Choose the basis for recording</source>
        <translation>Pilih dasar untuk mencatat</translation>
    </message>
    <message>
        <source>Legal duty, or vital interest. The UPTD decides what follows.</source>
        <translation>Kewajiban hukum, atau kepentingan vital. UPTD yang memutuskan langkah berikutnya.</translation>
    </message>
    <message>
        <source>Not sure?</source>
        <translation>Ragu?</translation>
    </message>
    <message>
        <source>Phone the UPTD or SAPA 129 now. Do not send the child home.</source>
        <translation>Telepon UPTD atau SAPA 129 sekarang. Jangan suruh anak pulang.</translation>
    </message>
    <message>
        <source>What happens now</source>
        <translation>Yang terjadi sekarang</translation>
    </message>
    <message>
        <source>The city sent a newer version of this form.</source>
        <translation>Kota mengirim versi baru formulir ini.</translation>
    </message>
    <message>
        <source>{form}: correction</source>
        <translation>{form}: perbaikan</translation>
    </message>
    <message>
        <source>Nothing was kept. Only the count of talks went up by one.</source>
        <translation>Tidak ada yang disimpan. Hanya hitungan percakapan bertambah satu.</translation>
    </message>
    <message>
        <source>The danger is high: the UPTD is asked to close this case with you.</source>
        <translation>Bahayanya tinggi: UPTD diminta menutup kasus ini bersama Anda.</translation>
    </message>
    <message>
        <source>This case stands in no list. Remember its code {code}: search finds it by that.</source>
        <translation>Kasus ini tidak muncul di daftar mana pun. Ingat kodenya {code}: cari dengan kode itu.</translation>
    </message>
    <message>
        <source>This list fits as well: {form}.</source>
        <translation>Daftar ini juga cocok: {form}.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>The city is looking at one of its letters</source>
        <translation>Kota sedang memeriksa satu suratnya</translation>
    </message>
    <message>
        <source>Shared by {name}</source>
        <translation>Dibagikan oleh {name}</translation>
    </message>
    <message>
        <source>Ticket {number}</source>
        <translation>Tiket {number}</translation>
    </message>
    <message>
        <source>{count} items</source>
        <translation>{count} kiriman</translation>
    </message>
    <message>
        <source>Tried again by itself at {time}.</source>
        <translation>Dicoba lagi sendiri {time}.</translation>
    </message>
    <message>
        <source>Tried again by itself at once.</source>
        <translation>Dicoba lagi sendiri sekarang.</translation>
    </message>
    <message>
        <source>Attachments: stopped, {done} of {all}</source>
        <translation>Lampiran: terhenti, {done} dari {all}</translation>
    </message>
    <message>
        <source>Attachments: {done} of {all}</source>
        <translation>Lampiran: {done} dari {all}</translation>
    </message>
    <message>
        <source>oldest {age}</source>
        <translation>tertua {age}</translation>
    </message>
    <message>
        <source>last {when}</source>
        <translation>terakhir {when}</translation>
    </message>
    <message>
        <source>checked by the city: newer than it knows</source>
        <translation>diperiksa kota: versi terlalu baru</translation>
    </message>
    <message>
        <source>checked by the city: access was taken back</source>
        <translation>diperiksa kota: izin sudah dicabut</translation>
    </message>
    <message>
        <source>checked by the city: very many letters</source>
        <translation>diperiksa kota: surat sangat banyak</translation>
    </message>
    <message>
        <source>checked by the city: number used twice</source>
        <translation>diperiksa kota: nomor terpakai dua kali</translation>
    </message>
    <message>
        <source>the city wants your papers; sent by itself</source>
        <translation>kota minta surat pengenal; dikirim sendiri</translation>
    </message>
    <message>
        <source>the city cannot take it; tell the city office</source>
        <translation>kota tidak bisa menerima; beri tahu kantor kota</translation>
    </message>
    <message>
        <source>Not sent, {size}</source>
        <translation>Belum dikirim, {size}</translation>
    </message>
    <message>
        <source>On a stick, {size}</source>
        <translation>Di stik USB, {size}</translation>
    </message>
    <message>
        <source>Still to hand on, {size}</source>
        <translation>Belum diteruskan, {size}</translation>
    </message>
    <message>
        <source>carried for others</source>
        <translation>titipan laptop lain</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum pernah</translation>
    </message>
    <message>
        <source>City reached last</source>
        <translation>Terakhir terhubung dengan kota</translation>
    </message>
    <message>
        <source>Sent and received so far</source>
        <translation>Sudah dikirim dan diterima</translation>
    </message>
    <message>
        <source>{sent} sent, {received} received</source>
        <translation>{sent} dikirim, {received} diterima</translation>
    </message>
    <message>
        <source>1 record waits for its owner to come in. It is not in this mail.</source>
        <translation>1 catatan menunggu pemiliknya masuk. Belum ada di kantong surat.</translation>
    </message>
    <message>
        <source>{count} records wait for their owner to come in. They are not in this mail.</source>
        <translation>{count} catatan menunggu pemiliknya masuk. Belum ada di kantong surat.</translation>
    </message>
    <message>
        <source>At the city, {size}</source>
        <translation>Di kota, {size}</translation>
    </message>
    <message>
        <source>the city looks at it</source>
        <translation>sedang diperiksa kota</translation>
    </message>
    <message>
        <source>{count} more are not listed; all of them are counted.</source>
        <translation>{count} lagi tidak ditampilkan; semuanya terhitung.</translation>
    </message>
    <message>
        <source>{count} on a stick, {size}; {more} at the city</source>
        <translation>{count} di stik, {size}; {more} di kota</translation>
    </message>
    <message>
        <source>oldest {age}, not sure to arrive</source>
        <translation>tertua {age}, belum pasti sampai</translation>
    </message>
    <message>
        <source>Taken on, {size}</source>
        <translation>Ditangani, {size}</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} dari {all}</translation>
    </message>
    <message>
        <source>stopped, {done} of {all}</source>
        <translation>terhenti, {done} dari {all}</translation>
    </message>
    <message>
        <source>stick {name}, {when}, not there yet</source>
        <translation>stik {name}, {when}, belum sampai</translation>
    </message>
    <message>
        <source>in the city</source>
        <translation>sudah di kota</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>Rujukan</translation>
    </message>
    <message>
        <source>Note of a case</source>
        <translation>Catatan kasus</translation>
    </message>
    <message>
        <source>Answer of the UPTD</source>
        <translation>Jawaban UPTD</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Berbagi kasus</translation>
    </message>
    <message>
        <source>Erasure</source>
        <translation>Penghapusan</translation>
    </message>
    <message>
        <source>Safety copy</source>
        <translation>Salinan pengaman</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Lampiran</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Surat</translation>
    </message>
    <message>
        <source>Attachment, 1 file</source>
        <translation>Lampiran, 1 berkas</translation>
    </message>
    <message>
        <source>Attachments, {count} files</source>
        <translation>Lampiran, {count} berkas</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisensi</translation>
    </message>
    <message>
        <source>Apache-2.0; Qt under the LGPL-3.0</source>
        <translation>Apache-2.0; Qt dengan LGPL-3.0</translation>
    </message>
    <message>
        <source>Who else can open this</source>
        <translation>Siapa lagi yang bisa membuka</translation>
    </message>
    <message>
        <source>{name} is in use from now on. Drafts stay on their version.</source>
        <translation>{name} dipakai mulai sekarang. Draf tetap di versinya.</translation>
    </message>
    <message>
        <source>Not taken. {why}</source>
        <translation>Tidak diambil. {why}</translation>
    </message>
    <message>
        <source>Making your vault on this laptop</source>
        <translation>Membuat brankas Anda di laptop ini</translation>
    </message>
    <message>
        <source>Asking the city</source>
        <translation>Menghubungi kota</translation>
    </message>
    <message>
        <source>Look at the danger signs</source>
        <translation>Nilai tanda bahaya</translation>
    </message>
    <message>
        <source>The UPTD sent it back: read why</source>
        <translation>UPTD mengembalikan: baca alasannya</translation>
    </message>
    <message>
        <source>Phone the UPTD, no answer yet</source>
        <translation>Telepon UPTD, belum ada jawaban</translation>
    </message>
    <message>
        <source>Phone 129, the UPTD has not answered</source>
        <translation>Telepon 129, UPTD belum menjawab</translation>
    </message>
    <message>
        <source>Two versions differ: choose one</source>
        <translation>Dua versi berbeda: pilih satu</translation>
    </message>
    <message>
        <source>Waiting for the UPTD</source>
        <translation>Menunggu UPTD</translation>
    </message>
    <message>
        <source>Check whether she is safe</source>
        <translation>Cek apakah ia aman</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>Lanjutkan mencatat</translation>
    </message>
    <message>
        <source>The UPTD is asked to close it</source>
        <translation>UPTD diminta menutupnya</translation>
    </message>
    <message>
        <source>A colleague asks you to take it over</source>
        <translation>Rekan meminta Anda memegang kasus ini</translation>
    </message>
    <message>
        <source>It could not be taken over: read why</source>
        <translation>Belum diterima rekan: baca alasannya</translation>
    </message>
    <message>
        <source>Handed over to a colleague</source>
        <translation>Diserahkan kepada rekan</translation>
    </message>
    <message>
        <source>Shared with you</source>
        <translation>Dibagikan kepada Anda</translation>
    </message>
    <message>
        <source>No longer shared with you</source>
        <translation>Tidak lagi dibagikan kepada Anda</translation>
    </message>
    <message>
        <source>Close it together with the sender</source>
        <translation>Tutup bersama pengirimnya</translation>
    </message>
    <message>
        <source>Accept the referral</source>
        <translation>Tangani rujukan</translation>
    </message>
    <message>
        <source>Make first contact</source>
        <translation>Hubungi pertama kali</translation>
    </message>
    <message>
        <source>Look at the case</source>
        <translation>Lihat kasusnya</translation>
    </message>
    <message>
        <source>was due {when}</source>
        <translation>seharusnya {when}</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Jenis kelamin</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Usia</translation>
    </message>
    <message>
        <source>Kind of violence</source>
        <translation>Bentuk kekerasan</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Terakhir terjadi</translation>
    </message>
    <message>
        <source>Injury</source>
        <translation>Luka</translation>
    </message>
    <message>
        <source>Pregnant</source>
        <translation>Hamil</translation>
    </message>
    <message>
        <source>Tonight</source>
        <translation>Malam ini</translation>
    </message>
    <message>
        <source>Lives with the accused</source>
        <translation>Serumah dengan terlapor</translation>
    </message>
    <message>
        <source>The accused is</source>
        <translation>Terlapor</translation>
    </message>
    <message>
        <source>Dependants at home</source>
        <translation>Tanggungan di rumah</translation>
    </message>
    <message>
        <source>Support needed</source>
        <translation>Bantuan khusus</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Dibutuhkan</translation>
    </message>
    <message>
        <source>Agreed to</source>
        <translation>Setuju ke</translation>
    </message>
    <message>
        <source>May be contacted</source>
        <translation>Boleh dihubungi</translation>
    </message>
    <message>
        <source>How to contact</source>
        <translation>Cara menghubungi</translation>
    </message>
    <message>
        <source>Safe contact</source>
        <translation>Kontak aman</translation>
    </message>
    <message>
        <source>Where to meet</source>
        <translation>Tempat bertemu</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>Tinggal di</translation>
    </message>
    <message>
        <source>Needs transport</source>
        <translation>Butuh kendaraan</translation>
    </message>
    <message>
        <source>Escort</source>
        <translation>Pendamping</translation>
    </message>
    <message>
        <source>Where on the body</source>
        <translation>Bagian tubuh</translation>
    </message>
    <message>
        <source>Last strangling</source>
        <translation>Terakhir dicekik</translation>
    </message>
    <message>
        <source>Unwanted contact</source>
        <translation>Kontak tak diinginkan</translation>
    </message>
    <message>
        <source>Signs of despair</source>
        <translation>Tanda putus asa</translation>
    </message>
    <message>
        <source>Online violence</source>
        <translation>Kekerasan daring</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topik</translation>
    </message>
    <message>
        <source>Safe at home</source>
        <translation>Aman di rumah</translation>
    </message>
    <message>
        <source>Safe adult</source>
        <translation>Orang dewasa aman</translation>
    </message>
    <message>
        <source>Contact of that adult</source>
        <translation>Kontak orang itu</translation>
    </message>
    <message>
        <source>Age of the accused</source>
        <translation>Usia terlapor</translation>
    </message>
    <message>
        <source>Kel. {name}</source>
        <translation>Kel. {name}</translation>
    </message>
    <message>
        <source>Printed {date}. Try the numbers every three months.</source>
        <translation>Dicetak {date}. Coba nomornya tiap tiga bulan.</translation>
    </message>
    <message>
        <source>Not checked yet. If nobody answers, call 129.</source>
        <translation>Belum diperiksa. Bila tak dijawab, telepon 129.</translation>
    </message>
    <message>
        <source>{name}, WhatsApp</source>
        <translation>{name}, WhatsApp</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} halaman</translation>
    </message>
    <message>
        <source>{title}, {n} of {all}</source>
        <translation>{title}, {n} dari {all}</translation>
    </message>
    <message>
        <source>In danger</source>
        <translation>Saat bahaya</translation>
    </message>
    <message>
        <source>How to talk</source>
        <translation>Cara bicara</translation>
    </message>
    <message>
        <source>My task</source>
        <translation>Tugas saya</translation>
    </message>
    <message>
        <source>For meetings</source>
        <translation>Untuk pertemuan</translation>
    </message>
    <message>
        <source>To print</source>
        <translation>Untuk dicetak</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Latihan</translation>
    </message>
    <message>
        <source>Question {number} of {count}</source>
        <translation>Pertanyaan {number} dari {count}</translation>
    </message>
    <message>
        <source>Well done. You may go on to the next one.</source>
        <translation>Bagus. Lanjutkan ke latihan berikutnya.</translation>
    </message>
    <message>
        <source>Please do it once more: a step for safety is missing.</source>
        <translation>Tolong ulangi: ada langkah keselamatan yang terlewat.</translation>
    </message>
    <message>
        <source>Good. Look once more at what is marked.</source>
        <translation>Baik. Lihat lagi yang ditandai.</translation>
    </message>
    <message>
        <source>{done} of {all} steps</source>
        <translation>{done} dari {all} langkah</translation>
    </message>
    <message>
        <source>Try it: {form}</source>
        <translation>Coba isi: {form}</translation>
    </message>
    <message>
        <source>The form is complete.</source>
        <translation>Formulir sudah lengkap.</translation>
    </message>
    <message>
        <source>Nothing of it was kept.</source>
        <translation>Tidak ada yang disimpan.</translation>
    </message>
    <message>
        <source>Danger level: {level}</source>
        <translation>Tingkat bahaya: {level}</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>Belum dikerjakan</translation>
    </message>
    <message>
        <source>Do it once more</source>
        <translation>Perlu diulang</translation>
    </message>
    <message>
        <source>Done: {done} of {all} steps</source>
        <translation>Selesai: {done} dari {all} langkah</translation>
    </message>
    <message>
        <source>Picture, {size}</source>
        <translation>Gambar, {size}</translation>
    </message>
    <message>
        <source>Sound, {size}</source>
        <translation>Suara, {size}</translation>
    </message>
    <message>
        <source>Document, {size}</source>
        <translation>Dokumen, {size}</translation>
    </message>
    <message>
        <source>PRACTICE</source>
        <translation>LATIHAN</translation>
    </message>
    <message>
        <source>In practice no file is taken in.</source>
        <translation>Dalam latihan tidak ada berkas yang disimpan.</translation>
    </message>
    <message>
        <source>Practice. Nothing is saved.</source>
        <translation>Latihan. Tidak ada yang disimpan.</translation>
    </message>
    <message>
        <source>Practice: {form}</source>
        <translation>Latihan: {form}</translation>
    </message>
    <message>
        <source>Try a form</source>
        <translation>Coba isi formulir</translation>
    </message>
    <message>
        <source>Moved to the new version. All is kept.</source>
        <translation>Sudah pindah ke versi baru. Semua isian tetap ada.</translation>
    </message>
    <message>
        <source>This draft was begun with version {before}. The city sent version {after} since.</source>
        <translation>Draf ini dimulai dengan versi {before}. Sejak itu kota mengirim versi {after}.</translation>
    </message>
    <message>
        <source>This question is not in the new version.</source>
        <translation>Pertanyaan ini tidak ada di versi baru.</translation>
    </message>
    <message>
        <source>This question stands elsewhere now: it will be asked there.</source>
        <translation>Pertanyaan ini sekarang ada di tempat lain. Akan ditanyakan di sana.</translation>
    </message>
    <message>
        <source>This question is answered in another way now.</source>
        <translation>Pertanyaan ini sekarang dijawab dengan cara lain.</translation>
    </message>
    <message>
        <source>This list is kept in another way now.</source>
        <translation>Daftar ini sekarang diisi dengan cara lain.</translation>
    </message>
    <message>
        <source>The form works this out by itself now.</source>
        <translation>Sekarang formulir menghitungnya sendiri.</translation>
    </message>
    <message>
        <source>This choice is no longer offered. Please choose again.</source>
        <translation>Pilihan ini tidak ada lagi. Silakan pilih kembali.</translation>
    </message>
    <message>
        <source>Not asked any more with the other answers as they are.</source>
        <translation>Tidak ditanyakan lagi dengan isian lain yang sekarang.</translation>
    </message>
    <message>
        <source>Does not fit the new version; please correct it.</source>
        <translation>Tidak cocok dengan versi baru. Silakan perbaiki.</translation>
    </message>
    <message>
        <source>Pack number {seq} was not taken. {why}</source>
        <translation>Paket nomor {seq} tidak dipakai. {why}</translation>
    </message>
    <message>
        <source>As shipped with program version {version}</source>
        <translation>Bawaan program versi {version}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Dipakai</translation>
    </message>
    <message>
        <source>{name}, number {seq}, of {day}</source>
        <translation>{name}, nomor {seq}, {day}</translation>
    </message>
    <message>
        <source>made by {maker}, approved by {approver}</source>
        <translation>dibuat oleh {maker}, disahkan oleh {approver}</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Ditandatangani</translation>
    </message>
    <message>
        <source>Pack number {seq}: {percent} % is here</source>
        <translation>Paket nomor {seq}: {percent} % sudah di sini</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Sedang dikirim</translation>
    </message>
    <message>
        <source>The file is no pack, or not all of it is there. Nothing was changed. Ask the city office for it again.</source>
        <translation>Berkas ini bukan paket, atau tidak utuh. Tidak ada yang berubah. Mintalah lagi ke kantor kota.</translation>
    </message>
    <message>
        <source>Its signatures do not hold for this city, so it is not used. Nothing was changed. Tell the city office.</source>
        <translation>Tanda tangannya tidak sah untuk kota ini, jadi tidak dipakai. Tidak ada yang berubah. Beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>It needs a newer version of this program. Nothing was changed. Update the program first.</source>
        <translation>Paket ini perlu program versi lebih baru. Tidak ada yang berubah. Perbarui program dulu.</translation>
    </message>
    <message>
        <source>The file cannot be read. Nothing was changed. Put the stick in again.</source>
        <translation>Berkas tidak bisa dibaca. Tidak ada yang berubah. Pasang stik sekali lagi.</translation>
    </message>
    <message>
        <source>It is of another city, so it is not used. Nothing was changed.</source>
        <translation>Paket ini milik kota lain, jadi tidak dipakai. Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>It is for practice only, so it is not used. Nothing was changed.</source>
        <translation>Paket ini hanya untuk latihan, jadi tidak dipakai. Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>It is not newer than the one in use. Nothing was changed.</source>
        <translation>Paket ini tidak lebih baru dari yang dipakai. Tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>A part of it does not run in this program, so none of it is used. Nothing was changed. Tell the city office.</source>
        <translation>Sebagian isinya tidak bisa jalan di program ini, jadi semuanya tidak dipakai. Tidak ada yang berubah. Beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>It came damaged three times. The next pack of the city is fetched as soon as there is one. What is in use stays.</source>
        <translation>Tiga kali tiba dalam keadaan rusak. Paket kota berikutnya akan diambil begitu ada. Yang dipakai tetap sama.</translation>
    </message>
    <message>
        <source>{count} activities. Those below reached {people} people.</source>
        <translation>{count} kegiatan. Yang tampak menjangkau {people} orang.</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} orang</translation>
    </message>
    <message>
        <source>written down {when}</source>
        <translation>dicatat {when}</translation>
    </message>
    <message>
        <source>Prevention activity</source>
        <translation>Kegiatan pencegahan</translation>
    </message>
    <message>
        <source>New forms and guide from the city: {name}. Drafts stay on their version.</source>
        <translation>Ada formulir dan panduan baru dari kota: {name}. Draf tetap di versinya.</translation>
    </message>
    <message>
        <source>The city&apos;s forms do not count any more. The program&apos;s own are in use.</source>
        <translation>Formulir dari kota tidak berlaku lagi. Yang dipakai adalah bawaan program.</translation>
    </message>
    <message>
        <source>Locked against writing</source>
        <translation>Terkunci, tidak bisa ditulis</translation>
    </message>
    <message>
        <source>{free} of {size} free</source>
        <translation>{free} dari {size} kosong</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Penuh</translation>
    </message>
    <message>
        <source>Answers, receipts and other people&apos;s mail are taken from it.</source>
        <translation>Jawaban, tanda terima, dan titipan orang lain diambil dari stik.</translation>
    </message>
    <message>
        <source>{size} of attachments</source>
        <translation>{size} lampiran</translation>
    </message>
    <message>
        <source>Nothing waits now. A stick can still bring the city&apos;s answer.</source>
        <translation>Tidak ada yang menunggu. Stik tetap bisa membawa pulang jawaban kota.</translation>
    </message>
    <message>
        <source>To carry: {what}. Some are on a stick already; a copy does no harm.</source>
        <translation>Dibawa: {what}. Sebagian sudah ada di stik; disalin lagi tidak apa-apa.</translation>
    </message>
    <message>
        <source>To carry: {what}.</source>
        <translation>Dibawa: {what}.</translation>
    </message>
    <message>
        <source>1 letter, {size}</source>
        <translation>1 surat, {size}</translation>
    </message>
    <message>
        <source>{count} letters, {size}</source>
        <translation>{count} surat, {size}</translation>
    </message>
    <message>
        <source>1 packet of another laptop</source>
        <translation>1 paket laptop lain</translation>
    </message>
    <message>
        <source>{count} packets of other laptops</source>
        <translation>{count} paket laptop lain</translation>
    </message>
    <message>
        <source>The files are locked. Only the city can open them.</source>
        <translation>Paket terkunci. Hanya kota yang bisa membuka.</translation>
    </message>
    <message>
        <source>Only files meant for this laptop are opened. Nothing else is read.</source>
        <translation>Hanya paket untuk laptop ini yang dibuka. Berkas lain tidak dibaca.</translation>
    </message>
    <message>
        <source>Stopping where that is safe…</source>
        <translation>Berhenti di tempat yang aman…</translation>
    </message>
    <message>
        <source>The mail finishes what it is doing, then begins.</source>
        <translation>Kurir menyelesaikan pekerjaannya dulu, lalu mulai.</translation>
    </message>
    <message>
        <source>Reading the stick…</source>
        <translation>Membaca stik…</translation>
    </message>
    <message>
        <source>Reading it back to be sure…</source>
        <translation>Membaca ulang supaya pasti…</translation>
    </message>
    <message>
        <source>Writing to the stick…</source>
        <translation>Menulis ke stik…</translation>
    </message>
    <message>
        <source>Do not pull the stick out yet.</source>
        <translation>Stik jangan dicabut dulu.</translation>
    </message>
    <message>
        <source>1 letter is on the stick and was read back.</source>
        <translation>1 surat ada di stik dan sudah dibaca ulang.</translation>
    </message>
    <message>
        <source>{count} letters are on the stick and were read back.</source>
        <translation>{count} surat ada di stik dan sudah dibaca ulang.</translation>
    </message>
    <message>
        <source>You may pull the stick out.</source>
        <translation>Stik boleh dicabut.</translation>
    </message>
    <message>
        <source>There is nothing to carry.</source>
        <translation>Tidak ada yang perlu dibawa.</translation>
    </message>
    <message>
        <source>Everything this laptop has is at the city already.</source>
        <translation>Semua surat laptop ini sudah ada di kota.</translation>
    </message>
    <message>
        <source>Parts of attachments are on it too.</source>
        <translation>Bagian lampiran juga ada di stik.</translation>
    </message>
    <message>
        <source>Also on it: {what}.</source>
        <translation>Ikut dibawa: {what}.</translation>
    </message>
    <message>
        <source>{size} in all. {pull}</source>
        <translation>Semuanya {size}. {pull}</translation>
    </message>
    <message>
        <source>It is on the stick and was read back.</source>
        <translation>Sudah ada di stik dan sudah dibaca ulang.</translation>
    </message>
    <message>
        <source>They stay on this laptop too, until the city says that it has them.</source>
        <translation>Semua tetap ada di laptop ini sampai kota menyatakan sudah menerima.</translation>
    </message>
    <message>
        <source>Bring the stick to a laptop with a connection, or to the city. Then bring it back.</source>
        <translation>Bawa stik ke laptop yang tersambung, atau ke kota. Lalu bawa pulang lagi.</translation>
    </message>
    <message>
        <source>Nothing new is on this stick.</source>
        <translation>Tidak ada yang baru di stik ini.</translation>
    </message>
    <message>
        <source>Nothing was changed on this laptop or on the stick.</source>
        <translation>Tidak ada yang berubah di laptop ini maupun di stik.</translation>
    </message>
    <message>
        <source>1 letter has come; its owner sees it after coming in.</source>
        <translation>1 surat masuk; pemiliknya melihat setelah masuk.</translation>
    </message>
    <message>
        <source>{count} letters have come; their owners see them after coming in.</source>
        <translation>{count} surat masuk; pemiliknya melihat setelah masuk.</translation>
    </message>
    <message>
        <source>The city&apos;s receipt is here: the counts are new.</source>
        <translation>Tanda terima kota sudah ada: jumlahnya diperbarui.</translation>
    </message>
    <message>
        <source>Parts of attachments have come.</source>
        <translation>Bagian lampiran sudah masuk.</translation>
    </message>
    <message>
        <source>{what} taken along unopened; handed on when there is a connection.</source>
        <translation>{what} dibawa tanpa dibuka; diteruskan saat ada sambungan.</translation>
    </message>
    <message>
        <source>Some files of ours could not be taken off the stick.</source>
        <translation>Beberapa berkas kita tidak bisa dihapus dari stik.</translation>
    </message>
    <message>
        <source>The stick has been read. You may pull it out.</source>
        <translation>Stik sudah dibaca. Stik boleh dicabut.</translation>
    </message>
    <message>
        <source>{count} were here already or are older.</source>
        <translation>{count} sudah ada di sini atau lebih lama.</translation>
    </message>
    <message>
        <source>{count} need a newer version of this app.</source>
        <translation>{count} perlu versi aplikasi yang lebih baru.</translation>
    </message>
    <message>
        <source>{count} had no room here; they stay on the stick.</source>
        <translation>{count} tidak muat di sini; tetap ada di stik.</translation>
    </message>
    <message>
        <source>{count} foreign or damaged were passed over and left as they are.</source>
        <translation>{count} asing atau rusak dilewati dan dibiarkan.</translation>
    </message>
    <message>
        <source>This picture cannot be shown, so no copy of it can be made.</source>
        <translation>Gambar ini tidak bisa ditampilkan, jadi salinannya tidak bisa dibuat.</translation>
    </message>
    <message>
        <source>A copy was saved: {name}. That is written down.</source>
        <translation>Salinan tersimpan: {name}. Hal ini dicatat.</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>dalam perjalanan</translation>
    </message>
    <message>
        <source>at the city</source>
        <translation>sudah di kota</translation>
    </message>
    <message>
        <source>Only you can read it there.</source>
        <translation>Di sana hanya Anda yang bisa membacanya.</translation>
    </message>
    <message>
        <source>Waits to be sent, {size}</source>
        <translation>Menunggu dikirim, {size}</translation>
    </message>
    <message>
        <source>Not fetched from the city yet.</source>
        <translation>Belum diambil dari kota.</translation>
    </message>
    <message>
        <source>Here, and as it was sent.</source>
        <translation>Sudah di sini, sama persis dengan yang dikirim.</translation>
    </message>
    <message>
        <source>In no letter yet: it goes with the next referral.</source>
        <translation>Belum ada di surat mana pun: ikut rujukan berikutnya.</translation>
    </message>
    <message>
        <source>Not whole at the city yet. It is fetched by itself when it is.</source>
        <translation>Belum utuh di kota. Diambil sendiri begitu utuh.</translation>
    </message>
    <message>
        <source>What came is not the file that was sent. It is not opened.</source>
        <translation>Yang datang bukan berkas yang dikirim. Berkas ini tidak dibuka.</translation>
    </message>
    <message>
        <source>Being fetched, as soon as there is a connection.</source>
        <translation>Diambil begitu ada sambungan.</translation>
    </message>
    <message>
        <source>Being fetched, {share}</source>
        <translation>Sedang diambil, {share}</translation>
    </message>
    <message>
        <source>Halted, {share}</source>
        <translation>Terhenti, {share}</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part} dari {whole}</translation>
    </message>
    <message>
        <source>1 urgent referral is on its way. The UPTD has not taken it on yet.</source>
        <translation>1 rujukan darurat sedang dalam perjalanan. UPTD belum menerimanya.</translation>
    </message>
    <message>
        <source>{count} urgent referrals are on their way. The UPTD has not taken them on yet.</source>
        <translation>{count} rujukan darurat sedang dalam perjalanan. UPTD belum menerimanya.</translation>
    </message>
    <message>
        <source>An urgent referral on this laptop is damaged and cannot be sent again. {call}</source>
        <translation>Satu rujukan darurat di laptop ini rusak dan tidak bisa dikirim lagi. {call}</translation>
    </message>
    <message>
        <source>The UPTD has taken on 1 urgent referral of this laptop.</source>
        <translation>UPTD sudah menerima 1 rujukan darurat dari laptop ini.</translation>
    </message>
    <message>
        <source>The UPTD has taken on {count} urgent referrals of this laptop.</source>
        <translation>UPTD sudah menerima {count} rujukan darurat dari laptop ini.</translation>
    </message>
    <message>
        <source>1 urgent referral has not been taken on by the UPTD. {call}</source>
        <translation>1 rujukan darurat belum diterima UPTD. {call}</translation>
    </message>
    <message>
        <source>{count} urgent referrals have not been taken on by the UPTD. {call}</source>
        <translation>{count} rujukan darurat belum diterima UPTD. {call}</translation>
    </message>
    <message>
        <source>Phone 129 now.</source>
        <translation>Telepon 129 sekarang.</translation>
    </message>
    <message>
        <source>Phone the UPTD {number}, then 129.</source>
        <translation>Telepon UPTD {number}, lalu 129.</translation>
    </message>
    <message>
        <source>It is written and goes to the UPTD by itself</source>
        <translation>Sudah ditulis dan berangkat sendiri ke UPTD</translation>
    </message>
    <message>
        <source>Look once more, then send</source>
        <translation>Periksa sekali lagi, lalu kirim</translation>
    </message>
    <message>
        <source>Phone now</source>
        <translation>Telepon sekarang</translation>
    </message>
    <message>
        <source>Nothing is sent</source>
        <translation>Tidak ada yang dikirim</translation>
    </message>
    <message>
        <source>Copy both onto paper for the survivor, if that is safe. With them she can ask how far it is. Do not keep them in a phone that others read.</source>
        <translation>Salin keduanya di kertas untuk penyintas, bila aman. Dengan itu ia bisa bertanya sudah sampai mana. Jangan simpan di ponsel yang dibaca orang lain.</translation>
    </message>
    <message>
        <source>Copy both onto paper. With them you can ask how far it is. They tell nothing of the case.</source>
        <translation>Salin keduanya di kertas. Dengan itu Anda bisa bertanya sudah sampai mana. Isi kasus tidak terlihat.</translation>
    </message>
    <message>
        <source>The disk is full: nothing was sent, nothing was kept. Phone now. Your answers are still on this screen: make room and press again.</source>
        <translation>Ruang simpan penuh: belum ada yang dikirim atau disimpan. Telepon sekarang. Isian masih di layar ini: kosongkan ruang, lalu tekan lagi.</translation>
    </message>
    <message>
        <source>It could not be written: nothing was sent, nothing was kept. Phone now. Your answers are still on this screen: press again.</source>
        <translation>Belum bisa ditulis: belum ada yang dikirim atau disimpan. Telepon sekarang. Isian masih di layar ini: tekan lagi.</translation>
    </message>
    <message>
        <source>No letters wait any more.</source>
        <translation>Tidak ada surat yang menunggu lagi.</translation>
    </message>
    <message>
        <source>No letters wait.</source>
        <translation>Tidak ada surat yang menunggu.</translation>
    </message>
    <message>
        <source>Letters have waited for more than a day.</source>
        <translation>Surat sudah menunggu lebih dari sehari.</translation>
    </message>
    <message>
        <source>Letters wait.</source>
        <translation>Surat menunggu.</translation>
    </message>
    <message>
        <source>Shared with {name}</source>
        <translation>Dibagikan kepada {name}</translation>
    </message>
    <message>
        <source>Sharing ended</source>
        <translation>Berbagi diakhiri</translation>
    </message>
    <message>
        <source>A colleague was asked to take the case over</source>
        <translation>Rekan diminta memegang kasus ini</translation>
    </message>
    <message>
        <source>The case was taken over</source>
        <translation>Kasus sudah diterima</translation>
    </message>
    <message>
        <source>It was not taken over</source>
        <translation>Kasus belum diterima</translation>
    </message>
    <message>
        <source>The question was taken back</source>
        <translation>Permintaan ditarik kembali</translation>
    </message>
    <message>
        <source>{name} has ended sharing this case. Keep what you read quiet.</source>
        <translation>{name} sudah tidak membagikan kasus ini. Yang sudah Anda baca tetap rahasia.</translation>
    </message>
    <message>
        <source>You have taken this case over from {name}.</source>
        <translation>Anda memegang kasus ini dari {name}.</translation>
    </message>
    <message>
        <source>Shared by {name}.</source>
        <translation>Dibagikan oleh {name}.</translation>
    </message>
    <message>
        <source>{name} is called and reminded. You may add to it.</source>
        <translation>Yang dihubungi dan diingatkan: {name}. Anda boleh menambah catatan.</translation>
    </message>
    <message>
        <source>Handed over to {name}. You can read its history.</source>
        <translation>Diserahkan kepada {name}. Anda bisa membaca riwayatnya.</translation>
    </message>
    <message>
        <source>Only you, and the UPTD once it is referred.</source>
        <translation>Hanya Anda, dan UPTD setelah dirujuk.</translation>
    </message>
    <message>
        <source>{name} could not take it over: {why}</source>
        <translation>{name} belum bisa menerima: {why}</translation>
    </message>
    <message>
        <source>{role}, ended {when}</source>
        <translation>{role}, berakhir {when}</translation>
    </message>
    <message>
        <source>{role}, since {when}</source>
        <translation>{role}, sejak {when}</translation>
    </message>
    <message>
        <source>{name} asks you to take this case over: {why}</source>
        <translation>{name} meminta Anda memegang kasus ini: {why}</translation>
    </message>
    <message>
        <source>If you do, you are the one who is called and reminded.</source>
        <translation>Bila ya, Anda yang dihubungi dan diingatkan.</translation>
    </message>
    <message>
        <source>{name} was asked to take it over ({when}). Until the answer it stays yours.</source>
        <translation>{name} diminta memegangnya ({when}). Sampai ada jawaban, kasus tetap Anda pegang.</translation>
    </message>
    <message>
        <source>(emptied)</source>
        <translation>(dikosongkan)</translation>
    </message>
    <message>
        <source>Chosen. The other version stays in the history.</source>
        <translation>Dipilih. Versi yang lain tetap ada di riwayat.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Anda</translation>
    </message>
    <message>
        <source>{when}, by that laptop&apos;s clock</source>
        <translation>{when}, menurut jam perangkat itu</translation>
    </message>
    <message>
        <source>Until you choose, the safer answer holds.</source>
        <translation>Sampai Anda memilih, jawaban yang lebih aman yang berlaku.</translation>
    </message>
    <message>
        <source>Do not contact anybody by this before you have chosen. Sending is off too.</source>
        <translation>Jangan hubungi siapa pun dengan ini sebelum Anda memilih. Kirim juga belum bisa.</translation>
    </message>
    <message>
        <source>Sending and sharing are off until you have chosen.</source>
        <translation>Kirim dan bagikan belum bisa sampai Anda memilih.</translation>
    </message>
    <message>
        <source>The UPTD said two things of this referral. Ask them.</source>
        <translation>UPTD memberi dua keterangan tentang rujukan ini. Tanyakan ke UPTD.</translation>
    </message>
    <message>
        <source>Whoever keeps this case chooses.</source>
        <translation>Yang memegang kasus ini yang memilih.</translation>
    </message>
    <message>
        <source>{role}, {area}</source>
        <translation>{role}, {area}</translation>
    </message>
    <message>
        <source>Hand the case over</source>
        <translation>Serahkan kasus</translation>
    </message>
    <message>
        <source>Share the case</source>
        <translation>Bagikan kasus</translation>
    </message>
    <message>
        <source>A colleague takes it over once she says yes. Until then nothing changes.</source>
        <translation>Rekan memegang kasus ini setelah ia setuju. Sebelum itu tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>A colleague reads this case on her own laptop and may add to it. You stay the one who is called.</source>
        <translation>Rekan membaca kasus ini di laptopnya dan boleh menambah. Yang dihubungi tetap Anda.</translation>
    </message>
    <message>
        <source>Ask her to take it over</source>
        <translation>Minta rekan memegangnya</translation>
    </message>
    <message>
        <source>Why? She will read this.</source>
        <translation>Mengapa? Rekan akan membacanya.</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} dan {count} lagi</translation>
    </message>
    <message>
        <source>End sharing with {name}</source>
        <translation>Akhiri berbagi dengan {name}</translation>
    </message>
    <message>
        <source>Say no to {name}</source>
        <translation>Jawab belum bisa kepada {name}</translation>
    </message>
    <message>
        <source>What comes later she cannot read any more.</source>
        <translation>Yang dicatat kemudian tidak bisa ia baca lagi.</translation>
    </message>
    <message>
        <source>The case stays where it is, and your answer is shown there.</source>
        <translation>Kasus tetap di tempatnya, dan jawaban Anda terlihat di sana.</translation>
    </message>
    <message>
        <source>End sharing</source>
        <translation>Akhiri berbagi</translation>
    </message>
    <message>
        <source>Send my answer</source>
        <translation>Kirim jawaban saya</translation>
    </message>
    <message>
        <source>What was read cannot be unread.</source>
        <translation>Yang sudah dibaca tidak bisa ditarik.</translation>
    </message>
    <message>
        <source>Shared. It goes to the colleague with the next sending.</source>
        <translation>Dibagikan. Sampai ke rekan pada pengiriman berikutnya.</translation>
    </message>
    <message>
        <source>Asked. The case stays yours until the answer comes.</source>
        <translation>Diminta. Kasus tetap Anda pegang sampai jawabannya datang.</translation>
    </message>
    <message>
        <source>Ended. What comes later has another key.</source>
        <translation>Diakhiri. Catatan berikutnya memakai kunci lain.</translation>
    </message>
    <message>
        <source>You have taken the case over.</source>
        <translation>Kasus ini sekarang Anda pegang.</translation>
    </message>
    <message>
        <source>Your answer goes with the next sending.</source>
        <translation>Jawaban Anda ikut pengiriman berikutnya.</translation>
    </message>
    <message>
        <source>The case stays with you.</source>
        <translation>Kasus tetap Anda pegang.</translation>
    </message>
    <message>
        <source>She agrees that this colleague helps</source>
        <translation>Penyintas setuju rekan ini membantu</translation>
    </message>
    <message>
        <source>Asked now, for this colleague</source>
        <translation>Ditanyakan sekarang, untuk rekan ini</translation>
    </message>
    <message>
        <source>The legal basis this case is kept on</source>
        <translation>Dasar hukum pencatatan kasus ini</translation>
    </message>
    <message>
        <source>Only what helps now is opened</source>
        <translation>Hanya yang menolong sekarang yang dibuka</translation>
    </message>
    <message>
        <source>She reads it on her own laptop; nobody on the way can.</source>
        <translation>Rekan membacanya di laptopnya; di jalan tidak ada yang bisa membaca.</translation>
    </message>
    <message>
        <source>She also reads what the UPTD answers.</source>
        <translation>Rekan juga membaca jawaban UPTD.</translation>
    </message>
    <message>
        <source>No other colleague is known on this laptop.</source>
        <translation>Laptop ini belum mengenal rekan lain.</translation>
    </message>
    <message>
        <source>No colleague is known on this laptop yet.</source>
        <translation>Laptop ini belum mengenal rekan mana pun.</translation>
    </message>
    <message>
        <source>Asking the city for colleagues...</source>
        <translation>Meminta daftar rekan ke kota...</translation>
    </message>
    <message>
        <source>The city could not be reached. Those known before are shown.</source>
        <translation>Kota belum terhubung. Yang tampil daftar sebelumnya.</translation>
    </message>
    <message>
        <source>{count} entries of the address book could not be proved and are not shown. Tell the office: somebody may have changed them.</source>
        <translation>{count} nama di daftar rekan tidak bisa dibuktikan dan tidak ditampilkan. Beri tahu kantor: mungkin ada yang mengubahnya.</translation>
    </message>
</context>
<context>
    <name>paper_card</name>
    <message>
        <source>The card is being printed.</source>
        <translation>Kartu sedang dicetak.</translation>
    </message>
    <message>
        <source>Save the card</source>
        <translation>Simpan kartu</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another place.</source>
        <translation>Berkas tidak bisa ditulis di sana. Pilih tempat lain.</translation>
    </message>
    <message>
        <source>The card is saved. It holds numbers only, no case.</source>
        <translation>Kartu tersimpan. Isinya hanya nomor, bukan kasus.</translation>
    </message>
</context>
<context>
    <name>phrases</name>
    <message>
        <source>Monday</source>
        <translation>Senin</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Selasa</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Rabu</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Kamis</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Jumat</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Sabtu</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Minggu</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januari</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februari</translation>
    </message>
    <message>
        <source>March</source>
        <translation>Maret</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mei</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>Agustus</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Desember</translation>
    </message>
    <message>
        <source>{hour}:{minute}</source>
        <translation>{hour}.{minute}</translation>
    </message>
    <message>
        <source>{weekday}, {day} {month} {year}, {time}</source>
        <translation>{weekday}, {day} {month} {year}, {time}</translation>
    </message>
    <message>
        <source>{weekday} {time}</source>
        <translation>{weekday} {time}</translation>
    </message>
    <message>
        <source>before {time} today</source>
        <translation>sebelum {time} hari ini</translation>
    </message>
    <message>
        <source>before {weekday} {time}</source>
        <translation>sebelum {weekday} {time}</translation>
    </message>
    <message>
        <source>before {weekday} {date}</source>
        <translation>sebelum {weekday} {date}</translation>
    </message>
    <message>
        <source>Late by {span}</source>
        <translation>Lewat {span}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>besok</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span} lagi</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 menit</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} menit</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 jam</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} jam</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 hari</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} hari</translation>
    </message>
    <message>
        <source>.</source>
        <comment>decimal point</comment>
        <translation>,</translation>
    </message>
    <message>
        <source>Good morning, {name}.</source>
        <translation>Selamat pagi, {name}.</translation>
    </message>
    <message>
        <source>Good day, {name}.</source>
        <translation>Selamat siang, {name}.</translation>
    </message>
    <message>
        <source>Good afternoon, {name}.</source>
        <translation>Selamat sore, {name}.</translation>
    </message>
    <message>
        <source>Good evening, {name}.</source>
        <translation>Selamat malam, {name}.</translation>
    </message>
    <message>
        <source>EMERGENCY</source>
        <translation>DARURAT</translation>
    </message>
    <message>
        <source>HIGH</source>
        <translation>TINGGI</translation>
    </message>
    <message>
        <source>MEDIUM</source>
        <translation>SEDANG</translation>
    </message>
    <message>
        <source>LOW</source>
        <translation>RENDAH</translation>
    </message>
    <message>
        <source>NOT JUDGED</source>
        <translation>BELUM</translation>
    </message>
    <message>
        <source>on this laptop</source>
        <translation>di laptop ini</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>dalam perjalanan</translation>
    </message>
    <message>
        <source>received by UPTD</source>
        <translation>diterima UPTD</translation>
    </message>
    <message>
        <source>in the city since {time}</source>
        <translation>sudah di kota sejak {time}</translation>
    </message>
    <message>
        <source>on a USB stick, not arrived yet</source>
        <translation>di stik USB, belum sampai</translation>
    </message>
    <message>
        <source>PKK volunteer</source>
        <translation>Kader PKK</translation>
    </message>
    <message>
        <source>School counsellor</source>
        <translation>Guru BK</translation>
    </message>
    <message>
        <source>Neighbourhood volunteer</source>
        <translation>Relawan RT</translation>
    </message>
    <message>
        <source>Health post volunteer</source>
        <translation>Kader posyandu</translation>
    </message>
    <message>
        <source>Faith leader</source>
        <translation>Tokoh agama</translation>
    </message>
    <message>
        <source>Kelurahan staff</source>
        <translation>Staf kelurahan</translation>
    </message>
    <message>
        <source>Health worker</source>
        <translation>Tenaga kesehatan</translation>
    </message>
    <message>
        <source>UPTD case manager</source>
        <translation>Petugas UPTD</translation>
    </message>
    <message>
        <source>Jasmine</source>
        <translation>Melati</translation>
    </message>
    <message>
        <source>Butterfly</source>
        <translation>Kupu-kupu</translation>
    </message>
    <message>
        <source>Leaf</source>
        <translation>Daun</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>Ombak</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>Matahari</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Kerang</translation>
    </message>
    <message>
        <source>Bird</source>
        <translation>Burung</translation>
    </message>
    <message>
        <source>Moon</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Saved on this laptop, {time}</source>
        <translation>Tersimpan di laptop ini, {time}</translation>
    </message>
</context>
<context>
    <name>road</name>
    <message>
        <source>Connected.</source>
        <translation>Tersambung.</translation>
    </message>
    <message>
        <source>Sending now.</source>
        <translation>Sedang mengirim.</translation>
    </message>
    <message>
        <source>Sending is paused.</source>
        <translation>Pengiriman dijeda.</translation>
    </message>
    <message>
        <source>This laptop is not registered yet.</source>
        <translation>Laptop ini belum terdaftar.</translation>
    </message>
    <message>
        <source>The city cannot answer now.</source>
        <translation>Kota belum bisa menjawab.</translation>
    </message>
    <message>
        <source>This network asks you to sign in first.</source>
        <translation>Jaringan ini minta masuk dulu.</translation>
    </message>
    <message>
        <source>The office&apos;s proxy asks for a password.</source>
        <translation>Proksi kantor meminta kata sandi.</translation>
    </message>
    <message>
        <source>The city could not prove who it is.</source>
        <translation>Kota tidak bisa membuktikan siapa dirinya.</translation>
    </message>
    <message>
        <source>The laptop&apos;s clock is wrong.</source>
        <translation>Jam laptop salah.</translation>
    </message>
    <message>
        <source>This laptop&apos;s access was taken back.</source>
        <translation>Akses laptop ini dicabut.</translation>
    </message>
    <message>
        <source>The city needs a newer version.</source>
        <translation>Kota perlu versi yang lebih baru.</translation>
    </message>
    <message>
        <source>The mailbag cannot be written.</source>
        <translation>Kantong surat tidak bisa ditulisi.</translation>
    </message>
    <message>
        <source>No connection.</source>
        <translation>Tidak ada sambungan.</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>Tidak ada yang menunggu.</translation>
    </message>
    <message>
        <source>1 item stays safe on this laptop.</source>
        <translation>1 kiriman tetap aman di laptop ini.</translation>
    </message>
    <message>
        <source>{n} items stay safe on this laptop.</source>
        <translation>{n} kiriman tetap aman di laptop ini.</translation>
    </message>
    <message>
        <source>Everything goes by itself.</source>
        <translation>Semua berjalan sendiri.</translation>
    </message>
    <message>
        <source>Press continue when you want to send.</source>
        <translation>Tekan lanjutkan bila ingin mengirim.</translation>
    </message>
    <message>
        <source>Ask the city for a registration code.</source>
        <translation>Minta kode pendaftaran kepada kota.</translation>
    </message>
    <message>
        <source>Open the browser and sign in to the network, or use another one.</source>
        <translation>Buka peramban dan masuk ke jaringan, atau pakai jaringan lain.</translation>
    </message>
    <message>
        <source>Ask whoever looks after the network to let this laptop through, or use another one.</source>
        <translation>Minta pengelola jaringan membuka jalan untuk laptop ini, atau pakai jaringan lain.</translation>
    </message>
    <message>
        <source>Nothing was sent. Try another network, then tell the city office.</source>
        <translation>Tidak ada yang dikirim. Coba jaringan lain, lalu beri tahu kantor kota.</translation>
    </message>
    <message>
        <source>Set date and time. Nothing is lost.</source>
        <translation>Betulkan tanggal dan jam. Tidak ada yang hilang.</translation>
    </message>
    <message>
        <source>Phone the UPTD. Nothing was deleted.</source>
        <translation>Telepon UPTD. Tidak ada yang dihapus.</translation>
    </message>
    <message>
        <source>Ask the city office for the update. Until then phone about urgent cases.</source>
        <translation>Minta pembaruan kepada kantor kota. Sementara itu telepon untuk yang mendesak.</translation>
    </message>
    <message>
        <source>Make room on the disk, then open the app again.</source>
        <translation>Kosongkan sebagian disk, lalu buka lagi aplikasi.</translation>
    </message>
    <message>
        <source>They are sent by themselves as soon as it answers. Is one urgent? Phone, then carry it by USB stick.</source>
        <translation>Akan dikirim sendiri begitu kota menjawab. Ada yang mendesak? Telepon, lalu bawa dengan stik USB.</translation>
    </message>
    <message>
        <source>They are sent by themselves when there is a signal. Is one urgent? Phone, then carry it by USB stick.</source>
        <translation>Akan dikirim sendiri saat ada sinyal. Ada yang mendesak? Telepon, lalu bawa dengan stik USB.</translation>
    </message>
</context>
<context>
    <name>stick</name>
    <message>
        <source>Everything stays safe on this laptop.</source>
        <translation>Semuanya tetap aman di laptop ini.</translation>
    </message>
    <message>
        <source>Everything stays safe on this laptop. What was read back before counts as carried.</source>
        <translation>Semuanya tetap aman di laptop ini. Yang sudah dibaca ulang dihitung terbawa.</translation>
    </message>
    <message>
        <source>Everything stays safe on this laptop. What has come from it already stays.</source>
        <translation>Semuanya tetap aman di laptop ini. Yang sudah diambil dari stik tetap.</translation>
    </message>
    <message>
        <source>The stick was pulled out, or does not answer.</source>
        <translation>Stik tercabut, atau tidak menjawab.</translation>
    </message>
    <message>
        <source>Put it in again and begin anew. Pull it out only when told.</source>
        <translation>Colokkan lagi dan mulai ulang. Cabut hanya bila sudah diminta.</translation>
    </message>
    <message>
        <source>The stick is full.</source>
        <translation>Stik penuh.</translation>
    </message>
    <message>
        <source>Make room on it or take another stick, then begin anew.</source>
        <translation>Kosongkan sedikit atau pakai stik lain, lalu mulai ulang.</translation>
    </message>
    <message>
        <source>This stick does not allow writing.</source>
        <translation>Stik ini tidak bisa ditulis.</translation>
    </message>
    <message>
        <source>Move its little lock, or take another stick.</source>
        <translation>Geser kunci kecilnya, atau pakai stik lain.</translation>
    </message>
    <message>
        <source>The place that was chosen is not there.</source>
        <translation>Tempat yang dipilih tidak ada.</translation>
    </message>
    <message>
        <source>Choose the stick again.</source>
        <translation>Pilih stik lagi.</translation>
    </message>
    <message>
        <source>What was written could not be read back the same.</source>
        <translation>Yang ditulis tidak terbaca sama.</translation>
    </message>
    <message>
        <source>Nothing counts as carried. Everything stays on this laptop.</source>
        <translation>Tidak ada yang dihitung terbawa. Semuanya tetap di laptop ini.</translation>
    </message>
    <message>
        <source>Do not use this stick any more. Take another one.</source>
        <translation>Jangan pakai stik ini lagi. Ambil yang lain.</translation>
    </message>
    <message>
        <source>This is the laptop&apos;s own disk, not a stick.</source>
        <translation>Ini cakram laptop sendiri, bukan stik.</translation>
    </message>
    <message>
        <source>Choose a stick, or a folder on one.</source>
        <translation>Pilih stik, atau folder di dalamnya.</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>Anda menghentikannya.</translation>
    </message>
    <message>
        <source>You may pull the stick out, or begin anew.</source>
        <translation>Stik boleh dicabut, atau mulai ulang.</translation>
    </message>
    <message>
        <source>What became of the stick is not known.</source>
        <translation>Tidak diketahui bagaimana jadinya stik itu.</translation>
    </message>
    <message>
        <source>Begin anew. A second copy does no harm.</source>
        <translation>Mulai ulang. Salinan kedua tidak apa-apa.</translation>
    </message>
    <message>
        <source>This laptop&apos;s own disk is full.</source>
        <translation>Disk laptop ini penuh.</translation>
    </message>
    <message>
        <source>Make room on the laptop, then begin anew.</source>
        <translation>Kosongkan sebagian disk laptop, lalu mulai ulang.</translation>
    </message>
    <message>
        <source>This laptop&apos;s own disk does not allow writing.</source>
        <translation>Disk laptop ini tidak bisa ditulisi.</translation>
    </message>
    <message>
        <source>The mail service of this laptop is an older one.</source>
        <translation>Layanan surat di laptop ini versi lama.</translation>
    </message>
    <message>
        <source>Restart the laptop, then begin anew.</source>
        <translation>Nyalakan ulang laptop, lalu mulai lagi.</translation>
    </message>
</context>
</TS>
