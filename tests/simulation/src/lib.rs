//! Seeded histories of the phone's core against independently written models.
