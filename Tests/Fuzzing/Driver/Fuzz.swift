import Dispatch
import FuzzTargets

#if canImport(Glibc)
    import Glibc
#endif

/// The target that DAYBOOK_FUZZ_TARGET names; the fuzzer's own arguments are not ours to read.
private let target: FuzzTarget = {
    let name = unsafe getenv("DAYBOOK_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        fatalError("DAYBOOK_FUZZ_TARGET is one of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
    }
    return target
}()

/// What libFuzzer calls with each input it makes.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    // The fuzzer's own thread waits; the check runs on another.
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        if let broken = await target.check(bytes) { fatalError("\(target.name): not so: \(broken)") }
        done.signal()
    }
    done.wait()
    return 0
}
