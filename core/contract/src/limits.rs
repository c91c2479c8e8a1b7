//! The biggest bodies and fields. Both sides hold each other to them.

/// Largest request body that the service reads, in bytes.
pub const MAX_REQUEST_BODY: usize = 64 * 1024;

/// Largest answer that a client reads, in bytes. A dossier of 10,000 lots fits.
pub const MAX_ANSWER_BODY: usize = 32 * 1024 * 1024;

/// Largest text of one legal document, in bytes of UTF-8.
pub const MAX_DOCUMENT_TEXT: usize = 1024 * 1024;

/// Largest problem description that a client reads, in bytes.
pub const MAX_PROBLEM_BODY: usize = 64 * 1024;

/// Longest login, in Unicode characters. The login is opaque text (guide:M1).
pub const MAX_LOGIN_CHARS: usize = 256;

/// Longest password that the wire carries, in Unicode characters. The guide sets no maximum (guide:I4): this one only bounds
/// the work of hashing and is far above what a person types.
pub const MAX_PASSWORD_CHARS: usize = 4096;

/// Most receipts in one request.
pub const MAX_RECEIPTS: usize = 32;

/// Longest version of a document or an app in a request, in Unicode characters.
pub const MAX_VERSION_CHARS: usize = 64;

/// Longest token in a request, in Unicode characters.
pub const MAX_TOKEN_CHARS: usize = 256;

/// Largest part of an attachment in one request, in bytes: a limit of its own, above that of other requests.
pub const MAX_PART_BYTES: usize = 256 * 1024;

/// Largest attachment, in bytes.
pub const MAX_ATTACHMENT_BYTES: u64 = 20 * 1024 * 1024;

/// Longest name of an attachment, and of who certified it, in Unicode characters.
pub const MAX_ATTACHMENT_NAME_CHARS: usize = 255;

/// Longest idempotency key, in characters.
pub const MAX_KEY_CHARS: usize = 64;

/// Fewest characters of a password that is chosen at registration (guide:I4).
pub const MIN_PASSWORD_CHARS: usize = 8;

/// Longest claim secret of an application for access, in ASCII characters: a phone keeps those of twenty together.
pub const MAX_CLAIM_SECRET_CHARS: usize = 128;

/// Longest number of an application for access, in Unicode characters.
pub const MAX_NUMBER_CHARS: usize = 64;
