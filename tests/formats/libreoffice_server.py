"""Does LibreOffice's work for the tests: run by the Python that has its bridge (Debian's python3 with python3-uno).

Each line of standard input is a job, a JSON list [source, target, filter, command]: the source is opened, the command
(such as .uno:AcceptAllTrackedChanges) done to it, and it is stored at the target. Each line of output answers one.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def main() -> None:
    profile = Path(sys.argv[1])
    pipe = f"yiwen-{profile.parent.name}-{time.time_ns()}"
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    server = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL)
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        answer("ready")
        for line in sys.stdin:
            try:
                work(desktop, dispatcher, *json.loads(line))
                answer("done")
            except Exception as error:  # whatever went wrong is the answer
                answer(repr(error).replace("\n", " "))
    finally:
        server.terminate()
        server.wait(20)


def answer(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def connect(pipe: str) -> object:
    """Return the context of the office, which takes some seconds to start."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # no one listens yet
            time.sleep(0.2)
    raise TimeoutError("LibreOffice does not start")


def work(desktop, dispatcher, source: str, target: str, filter_name: str, command: str) -> None:
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
    try:
        if command:
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        document.storeToURL(Path(target).as_uri(), (value("FilterName", filter_name),))
    finally:
        document.close(True)


def value(name: str, content: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


main()
