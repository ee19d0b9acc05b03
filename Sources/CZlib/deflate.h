/* zlib: the compression of zip archives, wheels and MATLAB files. */
#include <zlib.h>
