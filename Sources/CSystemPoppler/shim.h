/* Names the system library for SwiftPM; the C++ headers are included by Sources/CPoppler only. */
