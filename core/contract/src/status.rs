//! What the service says of itself.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// The service's name, standing and clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceStatus {
    /// The name of the service.
    pub service: String,
    /// Whether this is the tax service itself. Absent means no: then every screen says that it is a sample.
    #[serde(default)]
    pub official: bool,
    /// The service's date in Bishkek.
    pub today: Date,
    /// The service's time, UTC.
    pub now: Timestamp,
}
