import Foundation

/// cos and sin of an angle in radians.
struct CosineAndSine {
    let cosine: Double
    let sine: Double

    init(_ angle: Double) {
        (cosine, sine) = (cos(angle), sin(angle))
    }
}
