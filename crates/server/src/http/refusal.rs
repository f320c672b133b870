//! Failures as they travel: a stable word, a status code, and a detail for logs. Never a key, a code or a path.

use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use replication::wire::{ErrorCode, ErrorReply, WireError};

use super::reply;
use crate::append::AppendError;
use crate::append::writer::NotWritten;
use crate::store::StoreError;

/// Why a request is not answered as asked.
#[derive(Debug)]
pub(super) struct Refusal {
    code: ErrorCode,
    detail: String,
    status: StatusCode,
    retry_after_seconds: Option<u32>,
}

impl Refusal {
    pub(super) fn new(code: ErrorCode, detail: &str) -> Self {
        let status = match code {
            ErrorCode::UnknownDevice | ErrorCode::BadSignature | ErrorCode::Replayed => {
                StatusCode::UNAUTHORIZED
            }
            ErrorCode::Revoked | ErrorCode::CodeUnknown => StatusCode::FORBIDDEN,
            ErrorCode::CodeUsed | ErrorCode::CodeExpired => StatusCode::GONE,
            ErrorCode::ProtocolTooOld => StatusCode::UPGRADE_REQUIRED,
            ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::Busy => StatusCode::TOO_MANY_REQUESTS,
            ErrorCode::Unreadable => StatusCode::BAD_REQUEST,
            ErrorCode::WrongOperation => StatusCode::CONFLICT,
            ErrorCode::Internal | ErrorCode::Unknown => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self {
            code,
            detail: detail.to_owned(),
            status,
            retry_after_seconds: None,
        }
    }

    /// "Come back later", with when.
    pub(super) fn busy(detail: &str, retry_after_seconds: u32) -> Self {
        Self {
            retry_after_seconds: Some(retry_after_seconds),
            ..Self::new(ErrorCode::Busy, detail)
        }
    }

    pub(super) fn internal() -> Self {
        Self::new(
            ErrorCode::Internal,
            "the server failed; nothing of this request was acknowledged",
        )
    }

    pub(super) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = reply(
            self.status,
            &ErrorReply {
                code: self.code,
                detail: self.detail,
            },
        );
        if let Some(seconds) = self.retry_after_seconds {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Self {
        tracing::error!(%cause, "the store failed");
        Self::internal()
    }
}

impl From<AppendError> for Refusal {
    fn from(cause: AppendError) -> Self {
        match cause {
            AppendError::NoOperation => Self::new(
                ErrorCode::WrongOperation,
                "this server holds no operation yet",
            ),
            AppendError::Store(cause) => cause.into(),
        }
    }
}

impl From<NotWritten> for Refusal {
    fn from(cause: NotWritten) -> Self {
        match cause {
            NotWritten::Busy => Self::busy("too many requests are waiting", 2),
            NotWritten::Failed => Self::internal(),
        }
    }
}

impl From<WireError> for Refusal {
    fn from(cause: WireError) -> Self {
        match cause {
            WireError::TooLarge { .. } => Self::new(ErrorCode::TooLarge, &cause.to_string()),
            WireError::NotCompressed | WireError::Unreadable { .. } => {
                Self::new(ErrorCode::Unreadable, &cause.to_string())
            }
        }
    }
}

impl From<BytesRejection> for Refusal {
    fn from(cause: BytesRejection) -> Self {
        match cause.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Self::new(ErrorCode::TooLarge, "the request's body is too large")
            }
            _ => Self::new(
                ErrorCode::Unreadable,
                "the request's body did not arrive whole",
            ),
        }
    }
}
