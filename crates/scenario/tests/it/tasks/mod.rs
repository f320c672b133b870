//! Each conflict that devices which were apart can leave: both facts stand, its owners see one and the same task with both
//! versions, what they decide reaches the others, and what nobody had seen opens it again.

mod clocks;
mod closing;
mod goods;
mod linked;
mod office;
mod scene;
