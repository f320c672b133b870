mod big;
mod demo;
mod kill;
mod long;
mod resume;
mod story;
mod tasks;
