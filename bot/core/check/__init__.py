"""The gate that generated texts have to pass."""

from .faults import Fault, FaultKind
from .gate import Gate

__all__ = ["Fault", "FaultKind", "Gate"]
