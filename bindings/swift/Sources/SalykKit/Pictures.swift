import Foundation
import SalykCore

/// The app as it stands and as it changes. A slow reader misses pictures, never the newest one; reading ends when the
/// phone is closed or the task is cancelled.
public struct Pictures: AsyncSequence, Sendable {
    public typealias Element = Picture

    private let stream: AsyncStream<Picture>

    init(_ stream: AsyncStream<Picture>) {
        self.stream = stream
    }

    public func makeAsyncIterator() -> AsyncStream<Picture>.Iterator {
        stream.makeAsyncIterator()
    }
}

/// Turns updates into pictures. The core calls it from one thread at a time, though not always from the same one.
final class PictureObserver: ViewObserver, @unchecked Sendable {
    private let lock = NSLock()
    private var picture = Picture()
    private let continuation: AsyncStream<Picture>.Continuation

    init(_ continuation: AsyncStream<Picture>.Continuation) {
        self.continuation = continuation
    }

    func onUpdate(update: Update) throws {
        let newest = try lock.withLock {
            picture = try picture.after(update)
            return picture
        }
        continuation.yield(newest)
    }
}
