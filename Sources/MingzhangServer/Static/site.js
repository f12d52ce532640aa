// Helps where it can; every page works without it.
"use strict";
