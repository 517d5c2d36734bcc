# Tables and patterns: a row stays on its line, Han characters count double, words are split where they are read.
# ruff: noqa: E501, SIM905
"""What can stand behind a figure: percent, points, times, durations, measures, classifiers. One table for each language.

Entries are (kind, unit, factor): the value is multiplied by the factor. Measures are read in their own unit; `MEASURES` relates them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from drafter.check.atoms.nouns import Kind


class Unit(NamedTuple):
    kind: Kind
    name: str
    factor: Decimal = Decimal(1)


_ONE = Decimal(1)
_BASIS = Decimal("0.01")

SECONDS = {
    "microsecond": Decimal("0.000001"),
    "millisecond": Decimal("0.001"),
    "second": _ONE,
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86400),
    "week": Decimal(604800),
}
MONTHS = {"month": _ONE, "quarter": Decimal(3), "year": Decimal(12), "decade": Decimal(120), "century": Decimal(1200)}

MEASURES: dict[str, tuple[str, Decimal]] = {
    "W": ("power", _ONE),
    "kW": ("power", Decimal(1000)),
    "MW": ("power", Decimal(10**6)),
    "GW": ("power", Decimal(10**9)),
    "TW": ("power", Decimal(10**12)),
    "Wh": ("energy", _ONE),
    "kWh": ("energy", Decimal(1000)),
    "MWh": ("energy", Decimal(10**6)),
    "GWh": ("energy", Decimal(10**9)),
    "TWh": ("energy", Decimal(10**12)),
    "nm": ("length", Decimal("1e-9")),
    "µm": ("length", Decimal("1e-6")),
    "mm": ("length", Decimal("0.001")),
    "cm": ("length", Decimal("0.01")),
    "m": ("length", _ONE),
    "km": ("length", Decimal(1000)),
    "inch": ("length", Decimal("0.0254")),
    "foot": ("length", Decimal("0.3048")),
    "mile": ("length", Decimal("1609.344")),
    "nmi": ("length", Decimal(1852)),
    "g": ("mass", Decimal("0.001")),
    "mg": ("mass", Decimal("1e-6")),
    "µg": ("mass", Decimal("1e-9")),
    "kg": ("mass", _ONE),
    "t": ("mass", Decimal(1000)),
    "lb": ("mass", Decimal("0.45359237")),
    "oz": ("mass", Decimal("0.028349523125")),
    "jin": ("mass", Decimal("0.5")),
    "m²": ("area", _ONE),
    "km²": ("area", Decimal(10**6)),
    "ha": ("area", Decimal(10**4)),
    "mu": ("area", Decimal(10**4) / 15),
    "acre": ("area", Decimal("4046.8564224")),
    "ft²": ("area", Decimal("0.09290304")),
    "mi²": ("area", Decimal("2589988.110336")),
    "m³": ("volume", _ONE),
    "L": ("volume", Decimal("0.001")),
    "mL": ("volume", Decimal("1e-6")),
    "bbl": ("volume", Decimal("0.158987294928")),
    "gal": ("volume", Decimal("0.003785411784")),
    "kcal": ("heat", _ONE),
    "bit": ("data", _ONE),
    "B": ("bytes", _ONE),
    "KB": ("bytes", Decimal(10**3)),
    "MB": ("bytes", Decimal(10**6)),
    "GB": ("bytes", Decimal(10**9)),
    "TB": ("bytes", Decimal(10**12)),
    "PB": ("bytes", Decimal(10**15)),
    "EB": ("bytes", Decimal(10**18)),
    "kbit/s": ("rate", Decimal(10**3)),
    "Mbit/s": ("rate", Decimal(10**6)),
    "Gbit/s": ("rate", Decimal(10**9)),
    "Tbit/s": ("rate", Decimal(10**12)),
    "Hz": ("frequency", _ONE),
    "kHz": ("frequency", Decimal(10**3)),
    "MHz": ("frequency", Decimal(10**6)),
    "GHz": ("frequency", Decimal(10**9)),
    "km/h": ("speed", _ONE),
    "mph": ("speed", Decimal("1.609344")),
    "°C": ("celsius", _ONE),
    "°F": ("fahrenheit", _ONE),
    "V": ("voltage", _ONE),
    "kV": ("voltage", Decimal(1000)),
    "mAh": ("charge", _ONE),
    "Ah": ("charge", Decimal(1000)),
}
"""Canonical unit → (dimension, size in the dimension's base unit)."""

_CHINESE = """
percent|%|%
points|pp|个百分点 百分点 个百份点
percent|%/10|个千分点
duration|microsecond|微秒
duration|millisecond|毫秒
duration|second|秒 秒钟
duration|minute|分钟
duration|hour|小时 个小时 个钟头
duration|day|天 个工作日 个交易日 个自然日 昼夜
duration|week|周 个星期 星期 个礼拜
duration|month|个月
duration|quarter|个季度
duration|year|年 周岁 岁 载 年期 年间
duration|century|个世纪
quantity|W|瓦
quantity|kW|千瓦
quantity|MW|兆瓦
quantity|GW|吉瓦
quantity|TW|太瓦
quantity|kWh|千瓦时 度电 千瓦小时
quantity|MWh|兆瓦时
quantity|GWh|吉瓦时
quantity|TWh|太瓦时
quantity|nm|纳米
quantity|µm|微米
quantity|mm|毫米
quantity|cm|厘米
quantity|m|米
quantity|km|公里 千米
quantity|inch|英寸
quantity|foot|英尺
quantity|mile|英里
quantity|nmi|海里
quantity|g|克
quantity|mg|毫克
quantity|µg|微克
quantity|mL|毫升
quantity|mAh|毫安时
quantity|Ah|安时
quantity|kg|公斤 千克
quantity|t|吨 公吨
quantity|lb|磅
quantity|oz|盎司
quantity|jin|斤
quantity|m²|平方米 平米
quantity|km²|平方公里 平方千米
quantity|ha|公顷
quantity|mu|亩
quantity|kcal|大卡 千卡
quantity|acre|英亩
quantity|ft²|平方英尺
quantity|mi²|平方英里
quantity|m³|立方米
quantity|L|升
quantity|bbl|桶
quantity|gal|加仑
quantity|MB|兆字节
quantity|GB|吉字节
quantity|TB|太字节
quantity|Mbit/s|兆比特每秒
quantity|Tbit|太比特
quantity|Gbit|吉比特 千兆比特
quantity|km/h|公里/小时 公里每小时
quantity|°C|摄氏度 ℃
quantity|°F|华氏度 ℉
count|person|名 位 人 员工 名员工 个人 口人
count|visit|人次
count|organisation|家
count|country|国 个国家 国家 个经济体
count|region|个地区 个司法管辖区 个州 个省
count|vehicle|辆
count|aircraft|架
count|ship|艘
count|share|股
count|household|户
count|transaction|笔 宗
count|times|次
count|item|个 项 件 种 套 台 部 枚 颗 座 款 份 条 批 轮 所 间 起 只 张 篇 栋 匹 根 粒 组 例 场 头 组织 册 幅 支 站 类 伙
count||部门 部委 用户 客户 企业 公司 机构 商户 城市 节点 门店 店 订单 代币 岗位 会员 成员 开发者 学生 居民 人口 参数 词元 票 级 页 字 行 层 步 层楼 字节 点
"""
_ENGLISH = """
percent|%|of_a_percent % percent pct per_cent percent. %.
points|pp|of_a_percentage percentage_point percentage_points pp ppt ppts %pt %pts pct_pt pct_pts pct_points percent_points
points|bp|basis_point basis_points bp bps bips
quantity|Tbit|terabit terabits terabits_per_second terabit_per_second Tbps Tb/s Tbit/s
quantity|Gbit|gigabit gigabits gigabits_per_second Gbps Gbit/s
duration|microsecond|microsecond microseconds µs
duration|millisecond|millisecond milliseconds ms
duration|second|second seconds sec secs
duration|minute|minute minutes min mins
duration|hour|hour hours hr hrs h
duration|day|day days trading_days working_days business_days calendar_days trading_sessions straight_sessions consecutive_sessions
duration|week|week weeks wk wks
duration|month|month months
duration|quarter|quarters
duration|year|year years yr yrs year-old years-old
duration|decade|decade decades
duration|century|century centuries
quantity|W|watt watts
quantity|kW|kilowatt kilowatts
quantity|MW|megawatt megawatts
quantity|GW|gigawatt gigawatts
quantity|TW|terawatt terawatts
quantity|kWh|kilowatt-hour kilowatt-hours kilowatt_hours
quantity|MWh|megawatt-hour megawatt-hours megawatt_hours
quantity|GWh|gigawatt-hour gigawatt-hours gigawatt_hours
quantity|TWh|terawatt-hour terawatt-hours terawatt_hours
quantity|nm|nanometer nanometers nanometre nanometres
quantity|mm|millimeter millimeters millimetre millimetres
quantity|cm|centimeter centimeters centimetre centimetres
quantity|m|meter meters metre metres
quantity|km|kilometer kilometers kilometre kilometres
quantity|inch|inch inches
quantity|foot|foot feet ft
quantity|mile|mile miles mi
quantity|nmi|nautical_mile nautical_miles
quantity|g|gram grams
quantity|mg|milligram milligrams
quantity|µg|microgram micrograms
quantity|mL|milliliter milliliters millilitre millilitres
quantity|kg|kilogram kilograms kilo kilos
quantity|t|ton tons tonne tonnes metric_ton metric_tons mt
quantity|lb|lb lbs
quantity|oz|ounce ounces oz troy_ounces
quantity|m²|square_meter square_meters square_metre square_metres sq_m sqm m² m2
quantity|km²|square_kilometer square_kilometers square_kilometre square_kilometres sq_km km² km2
quantity|ha|hectare hectares
quantity|acre|acre acres
quantity|ft²|square_foot square_feet sq_ft sq_ft.
quantity|mi²|square_mile square_miles
quantity|m³|cubic_meter cubic_meters cubic_metre cubic_metres m³
quantity|L|liter liters litre litres
quantity|bbl|barrel barrels bbl
quantity|gal|gallon gallons
quantity|kcal|kilocalorie kilocalories kcal
quantity|bit|bit bits
quantity|B|byte bytes
quantity|KB|kilobyte kilobytes
quantity|MB|megabyte megabytes
quantity|GB|gigabyte gigabytes
quantity|TB|terabyte terabytes
quantity|PB|petabyte petabytes
quantity|mph|mph miles_per_hour miles_an_hour
quantity|km/h|kph km/h kilometers_per_hour kilometres_per_hour
quantity|Hz|hertz
quantity|MHz|megahertz
quantity|GHz|gigahertz
quantity|°C|degrees_celsius °c ℃ degrees_c
quantity|°F|degrees_fahrenheit °f ℉
count|person|people persons person employees employee workers worker staff staffers women men children students residents soldiers troops officials engineers researchers passengers patients voters lawmakers executives adults migrants refugees teachers doctors nurses protesters delegates
count|visit|visits trips
count|organisation|companies company banks bank firms firm institutions businesses startups start-ups lenders vendors universities hospitals organisations organizations issuers insurers brokerages
count|country|countries country nations economies
count|region|regions jurisdictions states provinces
count|vehicle|vehicles vehicle cars car trucks trailers
count|aircraft|aircraft planes plane jets jet airplanes helicopters
count|ship|aircraft_carriers ships ship vessels vessel
count|share|shares share
count|household|households household
count|transaction|transactions transaction deals deal payments
count|times|times
count|item|units unit items item pieces
"""
SYMBOLS = {name: Unit("quantity", name) for name in "kW MW GW TW Wh kWh MWh GWh TWh nm mm cm km kg KB MB GB TB PB EB Hz kHz MHz GHz kV".split()} | {
    "KW": Unit("quantity", "kW"),
    "kwh": Unit("quantity", "kWh"),
    "km/h": Unit("quantity", "km/h"),
    "Mbps": Unit("quantity", "Mbit/s"),
    "Gbps": Unit("quantity", "Gbit/s"),
    "Tbps": Unit("quantity", "Tbit/s"),
    "Gb/s": Unit("quantity", "Gbit/s"),
    "m": Unit("quantity", "m"),
    "g": Unit("quantity", "g"),
    "t": Unit("quantity", "t"),
    "W": Unit("quantity", "W"),
    "V": Unit("quantity", "V"),
    "mg": Unit("quantity", "mg"),
    "µg": Unit("quantity", "µg"),
    "mcg": Unit("quantity", "µg"),
    "ml": Unit("quantity", "mL"),
    "mL": Unit("quantity", "mL"),
    "ha": Unit("quantity", "ha"),
    "mAh": Unit("quantity", "mAh"),
    "Ah": Unit("quantity", "Ah"),
    "kt": Unit("quantity", "t", Decimal(1000)),
    "Mt": Unit("quantity", "t", Decimal(10**6)),
    "L": Unit("quantity", "L"),
    "s": Unit("duration", "second"),
    "pc": Unit("percent", "%"),
    "b/d": Unit("quantity", "bbl"),
    "bpd": Unit("quantity", "bbl"),
}
"""Case matters: MW is not mW. Stand directly behind the figure or after one space."""


_PLURAL = frozenset("people person staff women men children aircraft".split())


def _table(lines: str) -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for line in lines.strip().splitlines():
        kind, name, words = line.split("|")
        factor = _BASIS if name == "bp" else Decimal("0.1") if name == "%/10" else _ONE
        unit = Unit(kind, {"bp": "pp", "%/10": "%"}.get(name, name), factor)  # type: ignore[arg-type] # the tables above hold kinds only
        for word in words.split():
            if kind == "count" and word.isascii() and not word.endswith("s") and word not in _PLURAL:
                continue
            table[word.replace("_", " ")] = unit
    return table


CHINESE = _table(_CHINESE) | {
    "个基点": Unit("points", "pp", _BASIS),
    "基点": Unit("points", "pp", _BASIS),
    "bp": Unit("points", "pp", _BASIS),
    "BP": Unit("points", "pp", _BASIS),
    "%": Unit("percent", "%"),
    "‰": Unit("percent", "%", Decimal("0.1")),
    "成": Unit("percent", "%", Decimal(10)),
    "折": Unit("percent", "of-price", Decimal(10)),
    "倍": Unit("multiple", "x"),
    "周年": Unit("ordinal", ""),
}
ENGLISH = _table(_ENGLISH)
ENGLISH |= {
    f"{running} {name}s": ENGLISH[f"{name}s"] for running in ("straight", "consecutive", "successive") for name in ("day", "week", "month", "quarter", "year")
}
PERSONAL = frozenset(
    "users user customers clients members subscribers stores outlets branches jobs cities models points developers orders tokens copies downloads seats".split()
)
LONGEST_CHINESE = max(map(len, CHINESE))
STRICT_HAN = frozenset(
    "部门 部委 个 名 位 家 项 件 种 套 台 枚 颗 座 款 份 条 批 轮 所 间 起 只 辆 架 艘 股 户 笔 宗 次 人 个国家 个地区 个人 个州 个省".split()
)
"""Classifiers that a number in Chinese characters may stand before; with others (四处, 三分, 五级) it is often a word."""
CLASSES = frozenset("person organisation country vehicle aircraft ship share household transaction".split())
"""Classes that never stand for one another: 500家 is not 500 people. The others are too loose to tell."""
