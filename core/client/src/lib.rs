//! The phone: a pure state machine inside a thin shell that performs its effects.
