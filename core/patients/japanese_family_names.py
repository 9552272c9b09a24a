"""How are the commonest Japanese family names read, whose characters are read otherwise in Chinese?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_READ: Final = """\
佐藤 sato 鈴木 suzuki 高橋 takahashi 髙橋 takahashi 田中 tanaka 伊藤 ito 渡辺 watanabe 渡邊 watanabe 渡邉 watanabe
渡部 watanabe 山本 yamamoto 中村 nakamura 小林 kobayashi 加藤 kato 吉田 yoshida 山田 yamada 佐々木 sasaki
山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 林 hayashi 斎藤 saito 斉藤 saito 齋藤 saito 齊藤 saito
清水 shimizu 山崎 yamazaki 山﨑 yamazaki 森 mori 池田 ikeda 橋本 hashimoto 阿部 abe 石川 ishikawa 山下 yamashita
中島 nakajima 中嶋 nakajima 石井 ishii 小川 ogawa 前田 maeda 岡田 okada 長谷川 hasegawa 藤田 fujita 後藤 goto
近藤 kondo 村上 murakami 遠藤 endo 青木 aoki 坂本 sakamoto 福田 fukuda 太田 ota 西村 nishimura 藤井 fujii
金子 kaneko 藤原 fujiwara 岡本 okamoto 三浦 miura 中野 nakano 中川 nakagawa 原田 harada 松田 matsuda 竹内 takeuchi
小野 ono 田村 tamura 中山 nakayama 和田 wada 石田 ishida 森田 morita 上田 ueda 原 hara 内田 uchida 柴田 shibata
酒井 sakai 宮崎 miyazaki 横山 yokoyama 高木 takagi 安藤 ando 宮本 miyamoto 大野 ono 小島 kojima 工藤 kudo
谷口 taniguchi 今井 imai 高田 takada 増田 masuda 丸山 maruyama 杉山 sugiyama 村田 murata 大塚 otsuka 新井 arai
平野 hirano 藤本 fujimoto 河野 kono 上野 ueno 武田 takeda 野口 noguchi 松井 matsui 千葉 chiba 菅原 sugawara
岩崎 iwasaki 久保 kubo 木下 kinoshita 佐野 sano 野村 nomura 松尾 matsuo 菊地 kikuchi 菊池 kikuchi 杉本 sugimoto
市川 ichikawa 古川 furukawa 大西 onishi 島田 shimada 水野 mizuno 桜井 sakurai 櫻井 sakurai 高野 takano 吉川 yoshikawa
山内 yamauchi 西田 nishida 西川 nishikawa 飯田 iida 菊田 kikuta 東 higashi 北村 kitamura 五十嵐 igarashi 安田 yasuda
福島 fukushima 平田 hirata 関 seki 川口 kawaguchi 川崎 kawasaki 中田 nakata 岩田 iwata 土屋 tsuchiya 服部 hattori
樋口 higuchi 秋山 akiyama 川上 kawakami 永井 nagai 本田 honda 田口 taguchi 山中 yamanaka 矢野 yano 望月 mochizuki
松岡 matsuoka 小松 komatsu 辻 tsuji 黒田 kuroda 大橋 ohashi 堀 hori 渡 watari 小山 koyama 星野 hoshino 松村 matsumura
浅野 asano 大島 oshima 片山 katayama 石原 ishihara 沢田 sawada 澤田 sawada 田辺 tanabe 小笠原 ogasawara 関口 sekiguchi
"""

_SYLLABLES: Final = re.compile(r"(?:(?:[gzdnhbmrjfwy]|([kstp])\1?|sh|ch|ts|[kgnhbpmr]y)?[aeiou]{1,2}|n)+")
_CHARACTERS: Final = re.compile("[\u4e00-\u9fff]{1,3}")


@cache
def _readings() -> Mapping[str, str]:
    words = _READ.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def japanese_reading(name: str) -> str:
    """The family name in Latin letters, else ''."""
    return _readings().get(name, "")


def may_be_read_as(written: str, family: str, typed: str) -> bool:
    """Whether a given name in characters, behind a Japanese family name, may be read as typed: nothing tells how."""
    return bool(_CHARACTERS.fullmatch(written) and _SYLLABLES.fullmatch(typed) and japanese_reading(family))
