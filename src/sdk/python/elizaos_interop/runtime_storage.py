"""The runtime's methods for tasks, the cache and logs. `host_method` gives each its body."""
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .environment_shapes import Task
from .host_calls import HostCalls, host_method
from .request import HostRequest


class TaskMethods(HostCalls):
    """Work for later: `register_task_worker` says what does it."""

    @host_method
    def get_task(self, task_id: Any) -> HostRequest[Task | None]:
        """The task of that id, or None."""

    @host_method
    def get_tasks(self, params: Mapping[str, Any] | None = None, **fields: Any) -> HostRequest[list[Task]]:
        """By `room_id`, `entity_id` or `tags`."""

    @host_method
    def get_tasks_by_name(self, name: str) -> HostRequest[list[Task]]:
        """The tasks of that name."""

    @host_method
    def create_task(self, task: Any = None, **fields: Any) -> HostRequest[str]:
        """Creates a task (`name`, `description`, `tags`, …) and answers its id."""

    @host_method
    def update_task(self, task_id: Any, task: Any = None, **fields: Any) -> HostRequest[None]:
        """Changes the fields that are given."""

    @host_method
    def delete_task(self, task_id: Any) -> HostRequest[None]:
        """Deletes a task."""


class CacheMethods(HostCalls):
    """Values that outlive the plugin, by key."""

    @host_method
    def get_cache(self, key: str) -> HostRequest[Any]:
        """What is kept under that key, or None."""

    def set_cache(self, key: str, value: Any) -> HostRequest[bool]:
        """Keeps a value under that key."""
        return self._ask("setCache", [key, value])

    @host_method
    def delete_cache(self, key: str) -> HostRequest[bool]:
        """Forgets what is kept under that key."""


class LogMethods(HostCalls):
    """The agent's own records of what it did. (`logger` is for people.)"""

    @host_method
    def log(self, params: Mapping[str, Any] | None = None, **fields: Any) -> HostRequest[None]:
        """Stores an entry: `body`, `entity_id`, `room_id` and `type`."""

    @host_method
    def get_logs(self, params: Mapping[str, Any] | None = None, **fields: Any) -> HostRequest[list[Any]]:
        """By `entity_id`, `room_id`, `type`, `count` or `offset`."""

    @host_method
    def get_agent_run_summaries(
        self, params: Mapping[str, Any] | None = None, **fields: Any
    ) -> HostRequest[Any]:
        """Runs of the agent: by `limit`, `room_id`, `status`, `from`, `to` or `entity_id`."""

    @host_method
    def delete_log(self, log_id: Any) -> HostRequest[None]:
        """Deletes an entry."""
