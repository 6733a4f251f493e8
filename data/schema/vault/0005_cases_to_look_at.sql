-- Cases in which two versions differ, and cases a colleague shared: few among many, found at once.

CREATE INDEX case_check ON case_view(desk, updated_at, id) WHERE flags & 4 <> 0;
CREATE INDEX case_given ON case_view(desk, updated_at, id) WHERE flags & 32 <> 0;
