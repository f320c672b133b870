mod big;
mod demo;
mod facts;
mod kill;
mod long;
mod resume;
mod story;
mod tasks;
