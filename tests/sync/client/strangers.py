"""What may answer in the city's place: portals, proxies, broken lines, TLS ends with odd papers."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

YEAR = datetime.timedelta(days=365)


@contextlib.contextmanager
def says(answer: bytes, *, hang: bool = False, seen: list[bytes] | None = None) -> Iterator[str]:
    """A server that answers every request with the same bytes, or takes it and stays silent.

    ``seen`` gets the beginning of each request.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                client, _ = listener.accept()
            except TimeoutError:
                continue
            with client, contextlib.suppress(OSError):
                client.settimeout(0.5)
                asked = client.recv(65_536)
                if seen is not None:
                    seen.append(asked)
                if hang:
                    over.wait(30)
                    continue
                client.sendall(answer)
                with contextlib.suppress(TimeoutError):
                    while client.recv(65_536):
                        pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        thread.join(5)
        listener.close()


def page(status: str, *headers: str, body: bytes = b"<html>masuk</html>") -> bytes:
    """An HTTP answer with a page in it."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
    start: datetime.datetime,
    end: datetime.datetime,
    also: str = "",
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    signer = issuer[1] if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[0].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if issuer is None:
        usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        return builder.add_extension(usage, critical=True).sign(signer, hashes.SHA256())
    known: list[x509.GeneralName] = (
        [x509.DNSName(also)] if also else [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    names = x509.SubjectAlternativeName(known)
    return builder.add_extension(names, critical=False).sign(signer, hashes.SHA256())


def make_papers(folder: Path, *, years_ago: int, name: str = "") -> tuple[Path, Path]:
    """(CA file, file with key and chain) whose server certificate ended ``years_ago`` (0: good).

    ``name``: the host it is for, this machine's address if empty.
    """
    now = datetime.datetime.now(datetime.UTC)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca = _certificate("CA contoh", ca_key, None, now - 9 * YEAR, now + 9 * YEAR)
    end = now - years_ago * YEAR if years_ago else now + YEAR
    start = end - YEAR - YEAR / 2
    leaf = _certificate(name or "127.0.0.1", key, (ca, ca_key), start, end, name)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    (folder / "server.pem").write_bytes(secret + leaf.public_bytes(pem))
    return folder / "ca.pem", folder / "server.pem"


@contextlib.contextmanager
def tls_in_front(
    port: int, chain: Path, newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
) -> Iterator[str]:
    """A TLS end in front of a plain port, as an office's gateway is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.maximum_version = newest
    context.load_cert_chain(chain)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def pump(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def one(raw: socket.socket) -> None:
        with contextlib.suppress(OSError), raw:
            raw.settimeout(10)
            with (
                context.wrap_socket(raw, server_side=True) as client,
                socket.create_connection(("127.0.0.1", port)) as city,
            ):
                back = threading.Thread(target=pump, args=(city, client), daemon=True)
                back.start()
                pump(client, city)
                back.join(5)

    def serve() -> None:
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                raw, _ = listener.accept()
                threading.Thread(target=one, args=(raw,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        thread.join(5)
        listener.close()
