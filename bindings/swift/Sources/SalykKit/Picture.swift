import SalykCore

/// The app as it stands.
public struct Picture: Sendable, Equatable {
    /// Grows with every change; 0 before the first.
    public let revision: UInt64
    /// The stack, the bottom one first; empty before the first update.
    public let screens: [Screen]
    /// What only the phone can do, until it is answered.
    public let requests: [HostRequest]

    /// A picture of nothing yet.
    public init() {
        self.init(revision: 0, screens: [], requests: [])
    }

    init(revision: UInt64, screens: [Screen], requests: [HostRequest]) {
        self.revision = revision
        self.screens = screens
        self.requests = requests
    }

    /// The screen to draw, unless several fit.
    public var top: Screen? { screens.last }

    /// The picture that `update` makes of this one: an update has only the screens that changed.
    ///
    /// - Throws: ``UnknownScreen`` when the update leaves out a screen that was never shown.
    public func after(_ update: Update) throws -> Picture {
        let known = Dictionary((screens + update.changed).map { ($0.id, $0) }) { _, newer in newer }
        let stack = try update.stack.map { id in
            guard let screen = known[id] else { throw UnknownScreen() }
            return screen
        }
        return Picture(revision: update.revision, screens: stack, requests: update.requests)
    }
}

/// An update names a screen that was never shown.
public struct UnknownScreen: Error {}
