import Foundation
import Observation

/// The app as it stands, for SwiftUI: a view that reads ``picture`` is drawn again when it changes.
@MainActor @Observable public final class SalykStore {
    /// What to draw.
    public private(set) var picture = Picture()
    /// What went wrong when the person's last wish was handed to the core; nothing once one went well.
    public private(set) var fault: Fault?
    /// The core itself.
    @ObservationIgnored public let phone: SalykPhone
    @ObservationIgnored private var reading: Task<Void, Never>?

    /// Draws what `phone` shows until it is closed.
    public init(_ phone: SalykPhone) throws {
        self.phone = phone
        let pictures = try phone.pictures()
        reading = Task { [weak self] in
            for await picture in pictures {
                guard let self else { return }
                self.picture = picture
            }
        }
    }

    deinit {
        reading?.cancel()
    }

    /// Tells the core what the person asked for. It may fail only when the core is closed or broken; see ``fault``.
    public func dispatch(_ intent: Intent) {
        attempt { try phone.dispatch(intent) }
    }

    /// The same for whoever holds a screen's id.
    public func dispatch(_ screen: ScreenId, _ ask: Ask) {
        attempt { try phone.dispatch(screen, ask) }
    }

    private func attempt(_ call: () throws -> Void) {
        do {
            try call()
            fault = nil
        } catch {
            fault = error as? Fault ?? .TellSupport(code: "core-panicked")
        }
    }
}
