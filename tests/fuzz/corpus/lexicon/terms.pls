<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <meta name="by" content="me"/><metadata><x xmlns="urn:x">y</x></metadata>
  <lexeme><grapheme>omeprazole</grapheme><grapheme>Losec</grapheme><phoneme prefer="true">əʊˈmɛprəzəʊl</phoneme></lexeme>
  <lexeme role="a:b"><grapheme>deep vein thrombosis</grapheme><alias>dee vee tee</alias></lexeme>
  <lexeme><grapheme>tea</grapheme><phoneme alphabet="x-espeak">t'i:</phoneme><example>Drink.</example></lexeme>
</lexicon>
