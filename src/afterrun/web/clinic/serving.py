"""Run the app of a clinic."""

from __future__ import annotations

import os

from afterrun.clinic import webauthn
from afterrun.clinic.house import House
from afterrun.clinic.origin import Origin
from afterrun.clinic.second_factor import require_installed
from afterrun.errors import InvalidValueError
from afterrun.keeping import keeping
from afterrun.language import say
from afterrun.scratch import sweep
from afterrun.web.clinic.app import create_clinic_app
from afterrun.web.clinic.workers import Workers
from afterrun.web.serving import Reach, run
from afterrun.web.state.steps import StepsBeside
from afterrun.web.state.ways import Ways


def serve_clinic(house: House, *, reach: Reach, origin: Origin | None = None, seed: int = 0) -> None:
    """Serve a clinic until Ctrl-C. Nothing that is worked out of a journal is kept outside it.

    Raises
    ------
    InvalidValueError
        If others could read along, or nobody could ask for ``origin``.
    MissingExtraError
        If the extra ``clinic`` is not installed, or ``passkey`` with an origin.
    """
    names = reach.names()
    if reach.host not in ("127.0.0.1", "localhost", "::1") and reach.tls_cert is None:
        raise InvalidValueError(
            say("host must be this computer (127.0.0.1) as long as it speaks no https; got {host!r}.", host=reach.host),
            remedy=say("Use --tls-cert and --tls-key, or a proxy on this computer that speaks https."),
        )
    require_installed()
    if origin is not None:
        webauthn.require_installed()
        if origin.name not in names:
            raise InvalidValueError(
                say("origin must use a name that is allowed; got {name}.", name=origin.name),
                remedy=say("Add --allow-host {name}.", name=origin.name),
            )
    house.finish_erasing()
    sweep()  # what was uploaded to, or made for, one that was killed
    workers, aside, looks = Workers(), Workers(1), Workers(1)
    at_once = max(2, os.cpu_count() or 1)  # nobody's import of ten years may keep everybody else's waiting
    try:
        with keeping(None), house.kept_open():
            app = create_clinic_app(
                house,
                seed=seed,
                allowed_hosts=names,
                origin=origin,
                looks=looks,
                ways=Ways(work=workers, aside=aside, steps=StepsBeside(at_once), syncs=StepsBeside(at_once)),
            )
            run(app, reach=reach)
    finally:
        for each in (workers, aside, looks):
            each.stop()
