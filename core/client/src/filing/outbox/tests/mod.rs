mod faults;
mod histories;
mod search;
mod world;
