mod demo;
mod kill;
mod resume;
mod story;
