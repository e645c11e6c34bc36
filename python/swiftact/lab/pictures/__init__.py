# SPDX-License-Identifier: MIT
"""Drawing: each module takes a result and axes, computes nothing, and leaves global state alone."""
