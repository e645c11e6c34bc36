/* SPDX-License-Identifier: MIT */
#ifndef C_CLIENT_H
#define C_CLIENT_H

/* A C program's use of swiftact.h; the number of results that were wrong. */
int c_client_failures(void);

#endif
