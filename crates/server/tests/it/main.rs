//! The server as a whole: a real one, in process or as a process of its own, spoken to over TLS.

mod administration;
mod device;
mod enrolment;
mod killing;
mod pages;
mod pushing;
mod rights;
mod rubbish;
mod stage;
mod storage;
