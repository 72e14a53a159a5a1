"""Read the seed file beside this script and show what newsparse found in it."""

from pathlib import Path

import newsparse

article = newsparse.parse(Path(__file__).parent / "seed.md")

print(article.title)
print("published:", article.published)
print("authors:", ", ".join(article.authors) or "none named")
print("language:", article.language)
print("lead image:", article.image.url if article.image else "none")
for paragraph in article.paragraphs:
    print()
    print(paragraph)
