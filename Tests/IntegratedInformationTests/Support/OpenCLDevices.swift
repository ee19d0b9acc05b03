import Compute

/// The first OpenCL device in double precision; nil, with a line that says so, where there is none.
let openCLDevice: OpenCLDevice? = {
    let found = (try? OpenCLDevice.all().first { $0.hasDoublePrecision }) ?? nil
    if found == nil { print("skipped: there is no OpenCL device with double precision here") }
    return found
}()
