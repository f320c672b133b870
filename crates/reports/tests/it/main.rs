mod funding;
mod story;
