// Gives the compiler flags of libxml2; its headers stay inside CMarkup, because they bring those of ICU with them.
