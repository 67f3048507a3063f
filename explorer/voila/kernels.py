"""The one kind of kernel that a page gets: this interpreter, whatever else the machine has."""

from __future__ import annotations

from typing import Any

from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from explorer.voila import forking

NAME = "python3"
# What a page runs is nobody's history, and writing one costs time at the start.
ARGUMENTS = ["--HistoryManager.enabled=False", "--ext=explorer.voila.report"]


class OwnKernel(KernelSpecManager):
    """Offer this interpreter under every name, and no kernel that a user's folders hold."""

    def find_kernel_specs(self) -> dict[str, str]:
        """Say where the one kernel's files are."""
        return {NAME: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Give the kernel that runs this interpreter."""
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict(extra_arguments=ARGUMENTS))

    def get_all_specs(self) -> dict[str, Any]:
        """Describe the one kernel as Jupyter's kernel list does."""
        return {NAME: {"resource_dir": RESOURCES, "spec": self.get_kernel_spec(NAME).to_dict()}}


class Kernels(AsyncMappingKernelManager):
    """Start kernels and know which are busy."""

    def start_watching_activity(self, kernel_id: str) -> None:
        """Hear when a kernel is busy and when it is idle, and not also all that it sends to its page."""
        super().start_watching_activity(kernel_id)
        heard = self.get_kernel(kernel_id)._activity_stream.socket  # noqa: SLF001 - Jupyter's, and all that it watches
        heard.subscribe(b"kernel.")
        heard.unsubscribe(b"")


class ForkedKernel(OwnKernel):
    """Offer the same kernel, forked from a process that has imported what dashboards need."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Give the kernel that is forked."""
        spec = super().get_kernel_spec(kernel_name)
        spec.metadata = {**spec.metadata, "kernel_provisioner": {"provisioner_name": forking.NAME}}
        return spec
