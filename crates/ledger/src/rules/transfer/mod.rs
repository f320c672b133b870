//! Transfers between two sites: the sender's dispatch, the receiver's receipt, the settlement of what stayed on the road,
//! and the link from an unannounced receipt to a dispatch.

mod dispatch;
mod matching;
mod receive;
mod settle;

pub use dispatch::{
    DispatchFacts, DispatchLineRequest, DispatchRefusal, DispatchRequest, dispatch,
};
pub use matching::{
    MatchFacts, MatchLineRequest, MatchRefusal, MatchRequest, ReceiptFacts, match_dispatch,
};
pub use receive::{ReceiveFacts, ReceiveLineRequest, ReceiveRefusal, ReceiveRequest, receive};
pub use settle::{Left, SettleFacts, SettleRefusal, SettleRequest, settle};
