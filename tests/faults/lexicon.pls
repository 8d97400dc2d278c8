<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <meta name="by" content="me"/>
  <lexeme role="a:b"><grapheme>omeprazole</grapheme><grapheme>Losec</grapheme><phoneme>əʊˈmɛpɹəzəʊl</phoneme></lexeme>
  <lexeme><grapheme>Müsli</grapheme><alias>mewsly</alias><phoneme prefer="true">ˈmjuːzli</phoneme></lexeme>
  <lexeme><grapheme>pot</grapheme><phoneme>pɒʢ</phoneme></lexeme>
  <lexeme><grapheme>MÜSLI</grapheme><alias>moosly</alias></lexeme>
</lexicon>
