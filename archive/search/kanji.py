"""Kanji in the forms before 1946, and the forms of the official list that replaced them."""

# The pairs of the official list of character forms (new form, old form), and a few variants of print.
# Old forms that Unicode holds as compatibility characters are replaced by normalisation already.
NEW_AND_OLD = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫
温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸 寛寬
関關 歓歡 観觀 顔顏 気氣 既旣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 教敎 強强 郷鄕 暁曉
区區 駆驅 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 研硏 県縣 倹儉 剣劍 険險 圏圈 検檢
献獻 権權 顕顯 験驗 厳嚴 戸戶 呉吳 娯娛 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參
桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖
叙敍 尚尙 奨奬 焼燒 将將 称稱 渉涉 証證 乗乘 浄淨 剰剩 畳疊 条條 状狀 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞
寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢
潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮
対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 脱脫 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵
聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸
拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 浜濱 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊 変變 弁辨 弁瓣 弁辯
歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來
頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 練鍊 炉爐 労勞 楼樓 録錄
湾灣 郎郞 横橫 回囘 回廻 館舘 島嶋 島嶌 峰峯 富冨 野埜 渋澀 淵渕 秋龝 辺邉 高髙 崎﨑 吉𠮷 桑桒 桧檜 剣劔 剣劒
歓懽 闘鬭 闘鬬 鉄銕 鉄鐡 体躰 略畧 群羣 裏裡 窓窗 窓牕 秘祕 鎖鏁 煙烟 杯盃 杉椙 船舩 昇曻 座坐 才纔 欠缺 糸絲
予豫 挿揷 携攜 満滿 麹麴 箪簞 侠俠 倶俱 繋繫 鯵鰺 靭靱 砿礦 撹攪 壷壺 涛濤 頬頰 掴摑 填塡 叱𠮟 剥剝 嘘噓
州洲 反叛 集輯 豪濠 放抛 躯軀 蝋蠟 鴎鷗 薮藪 痩瘦 尭堯 槙槇 遥遙 瑶瑤 祷禱 禄祿 穣穰 亙亘 連聯 凛凜 晋晉 翆翠 巌巖 弥彌 奨獎 瀬瀨
"""

# A chain of variants (檜 to 桧 and back) would change a text for ever: the first pair of each counts.
OLD_TO_NEW: dict[str, str] = {}
for _new, _old in NEW_AND_OLD.split():
    if _new != _old and _new not in OLD_TO_NEW:
        OLD_TO_NEW.setdefault(_old, _new)
