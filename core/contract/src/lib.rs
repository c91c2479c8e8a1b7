//! The tax service's paths and wire types.
