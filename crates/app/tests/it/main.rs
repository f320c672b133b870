mod bindings;
mod clock;
mod desk;
mod documents;
mod goods;
mod opening;
mod persons;
mod server;
