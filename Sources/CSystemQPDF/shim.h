// Only for the build: finds libqpdf by pkg-config. The C++ headers are included where they are used.
