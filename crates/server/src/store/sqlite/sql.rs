//! Every statement of the SQLite store, in one table, so that a test can prepare each one against the migrated schema.

macro_rules! statements {
    ($($name:ident = $text:literal;)+) => {
        $(pub const $name: &str = $text;)+

        /// Every statement with its name.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),+];
    };
}

statements! {
    OPERATION = "SELECT id, uuid, name, epoch, head, accepted_at, administrator, device FROM operation ORDER BY id LIMIT 1";
    OPEN_OPERATION = "INSERT INTO operation (uuid, name, epoch, head, accepted_at, administrator, device)
        VALUES (:uuid, :name, :epoch, :head, :accepted_at, :administrator, :device) RETURNING id";
    ADVANCE_OPERATION = "UPDATE operation SET head = head + :count, accepted_at = max(accepted_at, :now)
        WHERE id = :operation RETURNING head, accepted_at";

    DEVICE = "SELECT device, name, letter, signing_key, reads, writes, roles, site, enrolled_at_pos, revoked_at_pos, known_pos
        FROM device WHERE operation = :operation AND device = :device";
    DEVICES = "SELECT device, name, letter, signing_key, reads, writes, roles, site, enrolled_at_pos, revoked_at_pos, known_pos
        FROM device WHERE operation = :operation ORDER BY enrolled_at_pos";
    PUT_DEVICE = "INSERT INTO device (operation, device, name, letter, signing_key, reads, writes, roles, site,
            enrolled_at_pos, revoked_at_pos)
        VALUES (:operation, :device, :name, :letter, :signing_key, :reads, :writes, :roles, :site, :enrolled_at_pos, NULL)
        ON CONFLICT (operation, device) DO UPDATE SET name = excluded.name, reads = excluded.reads,
            writes = excluded.writes, roles = excluded.roles, site = excluded.site";
    RAISE_KNOWN = "UPDATE device SET known_pos = max(coalesce(known_pos, 0), :known_pos)
        WHERE operation = :operation AND device = :device";
    REVOKE_DEVICE = "UPDATE device SET revoked_at_pos = :pos
        WHERE operation = :operation AND device = :device AND revoked_at_pos IS NULL";

    STREAM = "SELECT id, scope, chain0, seq, chain FROM stream
        WHERE operation = :operation AND device = :device AND scope = :scope";
    STREAMS_OF = "SELECT id, scope, chain0, seq, chain FROM stream
        WHERE operation = :operation AND device = :device ORDER BY scope";
    OPEN_STREAM = "INSERT INTO stream (operation, device, scope, chain0, seq, chain)
        VALUES (:operation, :device, :scope, :chain0, 0, :chain0) RETURNING id";
    ADVANCE_STREAM = "UPDATE stream SET seq = :seq, chain = :chain WHERE id = :stream";

    ENTRY_HASH = "SELECT hash FROM entry WHERE stream = :stream AND seq = :seq";
    LAST_ENTRIES = "SELECT e.bytes AS bytes FROM stream s JOIN entry e ON e.stream = s.id AND e.seq = s.seq
        WHERE s.operation = :operation AND s.device = :device";
    INSERT_ENTRY = "INSERT INTO entry (operation, pos, epoch, stream, seq, hash, bytes, copy, accepted_at, quarantine)
        VALUES (:operation, :pos, :epoch, :stream, :seq, :hash, :bytes, :copy, :accepted_at, :quarantine)";
    HEAD_AT = "SELECT seq, chain, signature FROM head WHERE stream = :stream AND seq <= :seq ORDER BY seq DESC LIMIT 1";
    INSERT_HEAD = "INSERT INTO head (stream, seq, chain, signature) VALUES (:stream, :seq, :chain, :signature)
        ON CONFLICT (stream, seq) DO NOTHING";

    SCOPE = "SELECT id, name, size, frontier, checkpoint FROM scope WHERE operation = :operation AND name = :name";
    SCOPES = "SELECT id, name, size, frontier, checkpoint FROM scope WHERE operation = :operation ORDER BY name";
    OPEN_SCOPE = "INSERT INTO scope (operation, name, size, frontier, checkpoint)
        VALUES (:operation, :name, 0, :frontier, '') RETURNING id";
    ADVANCE_SCOPE = "UPDATE scope SET size = :size, frontier = :frontier, checkpoint = :checkpoint WHERE id = :scope";
    INDEX_ENTRY = "INSERT INTO scope_index (scope, idx, operation, pos) VALUES (:scope, :idx, :operation, :pos)";
    LOG = "SELECT i.idx AS idx, e.epoch AS epoch, e.pos AS pos, s.device AS device, s.scope AS scope, e.stream AS stream, e.seq AS seq,
            e.hash AS hash, e.bytes AS bytes, e.copy AS copy, e.accepted_at AS accepted_at, e.quarantine AS quarantine,
            EXISTS (SELECT 1 FROM head h WHERE h.stream = e.stream AND h.seq = e.seq) AS ends_push
        FROM scope_index i
        JOIN entry e ON e.operation = i.operation AND e.pos = i.pos
        JOIN stream s ON s.id = e.stream
        WHERE i.scope = :scope AND i.idx >= :from ORDER BY i.idx LIMIT :limit";

    GRANTS_SINCE = "SELECT grants FROM person_version WHERE operation = :operation AND person = :person
        AND pos >= coalesce((SELECT max(pos) FROM person_version
            WHERE operation = :operation AND person = :person AND pos <= :known_pos), 0)";
    PERSONS = "SELECT person, name, grants FROM person_version v WHERE operation = :operation
        AND pos = (SELECT max(pos) FROM person_version w WHERE w.operation = v.operation AND w.person = v.person)
        ORDER BY name";
    PUT_PERSON = "INSERT INTO person_version (operation, person, pos, name, grants)
        VALUES (:operation, :person, :pos, :name, :grants)";
    SITES = "SELECT site, code, name FROM site WHERE operation = :operation ORDER BY code";
    PUT_SITE = "INSERT INTO site (operation, site, code, name) VALUES (:operation, :site, :code, :name)
        ON CONFLICT (operation, site) DO UPDATE SET code = excluded.code, name = excluded.name";

    CODE = "SELECT secret_hash, device_name, reads, writes, roles, site, created_at, expires_at, used_at, used_by
        FROM enrolment_code WHERE operation = :operation AND secret_hash = :secret_hash";
    CODES = "SELECT secret_hash, device_name, reads, writes, roles, site, created_at, expires_at, used_at, used_by
        FROM enrolment_code WHERE operation = :operation ORDER BY created_at";
    INSERT_CODE = "INSERT INTO enrolment_code (secret_hash, operation, device_name, reads, writes, roles, site,
            created_at, expires_at)
        VALUES (:secret_hash, :operation, :device_name, :reads, :writes, :roles, :site, :created_at, :expires_at)";
    USE_CODE = "UPDATE enrolment_code SET used_at = :at, used_by = :by
        WHERE operation = :operation AND secret_hash = :secret_hash AND used_at IS NULL";

    SEEN_NUMBERS = "SELECT highest, seen FROM request_number WHERE operation = :operation AND device = :device";
    PUT_SEEN_NUMBERS = "INSERT INTO request_number (operation, device, highest, seen)
        VALUES (:operation, :device, :highest, :seen)
        ON CONFLICT (operation, device) DO UPDATE SET highest = excluded.highest, seen = excluded.seen";
}
