mod attached;
mod doubt;
mod faults;
mod histories;
mod moves;
mod search;
mod watch;
mod world;
