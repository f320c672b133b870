//! The server as a whole: a real one in process, over its store or over TLS.
