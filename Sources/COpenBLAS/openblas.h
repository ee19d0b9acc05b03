/* The declarations only: the library is opened when it is first needed (see Compute/BLAS). */
#include <cblas.h>
