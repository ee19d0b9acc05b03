/* OpenCL 1.2, the version every device that Claustrum accepts has. */
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
