mod attached;
mod faults;
mod histories;
mod moves;
mod search;
mod watch;
mod world;
