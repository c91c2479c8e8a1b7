// swift-tools-version: 6.0
import PackageDescription

// The Rust library is found through SALYK_LIB_DIR, a folder with libsalyk_bindings.a alone: a linker that sees the shared
// library beside it takes that one.
let libraries = Context.environment["SALYK_LIB_DIR"] ?? "\(Context.packageDirectory)/../../target/uniffi-lib/static"

let package = Package(
    name: "SalykKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "SalykKit", targets: ["SalykKit"])],
    targets: [
        .systemLibrary(name: "SalykCoreFFI"),
        // Generated code, which its generator writes for Swift 5.
        .target(
            name: "SalykCore",
            dependencies: ["SalykCoreFFI"],
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: [
                .unsafeFlags(["-L\(libraries)"]),
                // Swift 6.0's libswiftObservation.so lacks a symbol of the runtime on Linux.
                .unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux])),
            ]
        ),
        .target(name: "SalykKit", dependencies: ["SalykCore"]),
        .testTarget(name: "SalykKitTests", dependencies: ["SalykKit"]),
    ],
    swiftLanguageModes: [.v6]
)
