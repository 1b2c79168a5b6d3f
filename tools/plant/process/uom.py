"""The two unit conversions that the plant makes, and their exact ways back."""

from __future__ import annotations

KPA_OF_PSI = 6.894757293168361


def psi_of_kpa(kpa: float) -> float:
    return kpa / KPA_OF_PSI


def kpa_of_psi(psi: float) -> float:
    return psi * KPA_OF_PSI


def deg_f_of_deg_c(deg_c: float) -> float:
    return deg_c * 9 / 5 + 32


def deg_c_of_deg_f(deg_f: float) -> float:
    return (deg_f - 32) * 5 / 9
