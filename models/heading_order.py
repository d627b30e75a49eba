"""The words of MeSH headings in the order in which texts have them."""


def uninverted(term: str) -> list[str]:
    """A heading in the order in which a text has it: "Carcinoma, Renal Cell" gives "Renal Cell Carcinoma"."""
    parts = term.split(", ")
    if len(parts) == 1:
        return [term]
    forms = [" ".join(reversed(parts))]
    if len(parts) > 2:
        forms.append(" ".join([*parts[1:], parts[0]]))
    return forms
