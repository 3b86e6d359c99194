"""auditor vendors list and show."""

import typer

from auditor.cli.options import Json

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What is known of vendors.")


@app.command("list")
def list_(json: Json = False) -> None:
    """Every vendor that auditor knows."""
    import msgspec

    from auditor.cli import screen
    from auditor.vendors import shipped_vendors

    vendors = shipped_vendors()
    if json:
        screen.show([msgspec.to_builtins(vendor) for vendor in vendors])
        return
    rows = [[v.id, v.title, v.country, v.key_env, v.base_url] for v in vendors]
    screen.table([["id", "title", "country", "key", "address"], *rows])


@app.command()
def show(name: str, json: Json = False) -> None:
    """One vendor: addresses, models and declared practices."""
    import msgspec

    from auditor.cli import screen
    from auditor.vendors import find_vendor

    vendor = msgspec.to_builtins(find_vendor(name))
    if json:
        screen.show(vendor)
        return
    screen.table(
        [["what", "value"], *([key, str(value)] for key, value in vendor.items() if value)]
    )
