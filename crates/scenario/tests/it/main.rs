mod demo;
mod story;
