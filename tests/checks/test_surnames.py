"""Persons' surnames held against the Chinese: another one is told, every spelling of the right one is left alone."""

from functools import partial

import pytest
from name_samples import findings_of, told_by

from yiwen.checks import check_document
from yiwen.text.romanize import wade_giles
from yiwen.text.surnames import pinyin_surnames, spelled, surnames, surnames_before
from yiwen.types import Document, Fix, Segment, Severity

findings = partial(findings_of, "name-surname")
told = partial(told_by, "name-surname")


@pytest.mark.parametrize(
    ("src", "mt", "finding"),
    [
        ("市长李建国出席会议。", "Mayor Zhang Jianguo attended the meeting.", ("Zhang", "Li")),
        ("李建国说，项目已开工。", "The project has begun, Zhang Jianguo said.", ("Zhang", "Li")),
        ("李建国是工程师。", "Zhang Jian-guo is an engineer.", ("Zhang", "Li")),
        ("李建国是工程师。", "Zhang Jian Guo's work is engineering.", ("Zhang", "Li")),
        ("李建国是工程师。", "ZHANG Jianguo is an engineer.", ("ZHANG", "LI")),
        ("李建国是工程师。", "Jianguo Zhang is an engineer.", ("Zhang", "Li")),
        ("市长李建国出席。", "Mayor Jianguo Zhang attended.", ("Zhang", "Li")),
        ("歐陽建國致辭。", "Zhang Jianguo spoke.", ("Zhang", "Ouyang")),
        ("市长孙建国致辞。", "Mayor Zhang Jianguo spoke.", ("Zhang", "Sun")),
        ("劉志遠致辭。", "Chen Zhiyuan spoke.", ("Chen", "Liu")),
        ("黄大发致辞。", "Wang Dafa spoke.", ("Wang", "Huang")),
        ("记者胡锦程报道", "Reporter Wu Jincheng", ("Wu", "Hu")),
        ("查志远致辞。", "Cha Zhiyuan spoke.", ("Cha", "Zha")),
        ("欧阳志远致辞。", "Ou Yangzhiyuan spoke.", ("Ou Yangzhiyuan", "Ouyang Zhiyuan")),
        ("诸葛明致辞。", "Zhu Geming spoke.", ("Zhu Geming", "Zhuge Ming")),
        ("吕志远致辞。", "Lin Zhiyuan spoke.", ("Lin", "Lü")),
        ("单志刚致辞。", "Wu Zhigang spoke.", ("Wu", "Shan")),
        ("局长李伟介绍情况。", "Director Zhang Wei explained.", ("Zhang", "Li")),
        ("（记者 王强 李伟）", "(Reporters Wang Qiang and Zhang Wei)", ("Zhang", "Li")),
        ("李市长说，工程要抓紧。", "Mayor Zhang said that the work must speed up.", ("Zhang", "Li")),
        ("李先生到场。", "Mr.\u00a0Zhang came.", ("Zhang", "Li")),
        ("会后，欧阳女士表示感谢。", "Ms. Zhang expressed her thanks after the meeting.", ("Zhang", "Ouyang")),
    ],
)
def test_another_surname_is_told_with_the_right_one(src, mt, finding):
    assert told((src, mt)) == [finding]


@pytest.mark.parametrize(
    ("src", "wrong", "right"),
    [
        ("单志刚致辞。", "Dan Zhigang spoke.", "Shan"),
        ("仇英杰致辞。", "Chou Yingjie spoke.", "Qiu"),
        ("解志刚致辞。", "Jie Zhigang spoke.", "Xie"),
        ("曾国华致辞。", "Ceng Guohua spoke.", "Zeng"),
        ("尉迟建军致辞。", "Weichi Jianjun spoke.", "Yuchi"),
    ],
)
def test_a_surname_of_several_readings_has_that_of_the_surname(src, wrong, right):
    assert told((src, wrong.replace(wrong.split()[0], right))) == []
    assert told((src, wrong)) == [(wrong.split()[0], right)]


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("市长李建国出席。", "Mayor Li Jianguo attended."),
        ("市长李建国出席。", "Mayor Jianguo Li attended."),
        ("市长李建国出席。", "Mayor Lee Jianguo attended."),
        ("單志剛、翟建國、覃志遠致辭。", "Shan Zhigang, Di Jianguo and Tan Zhiyuan spoke."),
        ("呂志遠致辭。", "Lü Zhiyuan, or Lv Zhiyuan, or Lu Zhiyuan, or Lyu Zhiyuan spoke."),
        ("陳主席與黃先生會面。", "Chairman Chan met Mr Wong."),
        ("陈志强（香港）", "Chan Zhiqiang of Hong Kong"),
        ("鄭女士和江小姐到場。", "Ms Cheng and Miss Kong came."),
        ("周先生、蔣教授", "Mr. Chou and Professor Chiang"),
        ("香港特首陈冯富珍。", "Hong Kong's Margaret Chan Fung Fu-chun."),
        ("黄大發、胡志远（香港）", "Wong Dafa and Wu Zhi-yuan of Hong Kong"),
        ("张明夫（台北）", "Chang Ming-fu of Taipei"),
        ("潘先生、梁先生来自首尔。", "Mr. Ban and Mr. Yang are from Seoul."),
        ("司马建国来了，石油公司马志远也来了。", "Sima Jianguo came, and Ma Zhiyuan of the oil firm."),
        ("（记者张志远 胡明）", "(Reporters Zhang Zhiyuan Hu Ming)"),
        ("高志远、王建国", "Gao Zhiyuan Wang Jianguo"),
        ("记者从广西壮族自治区获悉，会后广西的企业签约。", "Firms of Guangxi Zhuang Autonomous Region signed."),
        ("她来自于云南。", "An Yunnan farmer, she said."),
        ("他说，书记很忙。", "The secretary was busy, said Mayor Zhang."),
        ("荣誉院长欧阳瑜致辞。", "Honorary president Ouyang Yu spoke."),
        ("市长孙建国、石油公司马志远、山东方志强", "Mayor Sun Jianguo, Ma Zhiyuan of the oil firm, Fang Zhiqiang"),
        ("欧阳建国、司马志远、长孙志强", "Ouyang Jianguo, Sima Zhiyuan and Zhangsun Zhiqiang came."),
        ("前市长李先生与张先生同行。", "Mr. Li, once mayor, came with Mr. Zhang."),
        ("布什总统来访。", "President Bush came."),
        ("李市长来了。", "The mayor came with Mr. Smith."),
        ("", "Mayor Zhang Jianguo attended."),
    ],
)
def test_right_surnames_and_other_spellings_are_left_alone(src, mt):
    assert told((src, mt)) == []


def test_both_mentions_are_told_and_nothing_is_repaired():
    src = "李建国市长说，李建国一家住在城东。"
    first, second = findings((src, "Mayor Zhang Jianguo said that the Zhang Jianguo family lives in the east."))
    assert first.fix is second.fix is Fix.NEVER
    assert first.severity is Severity.ERROR
    assert first.src_span.of(src) == "李建国"
    assert "李建国 is read Li Jianguo" in first.message


def test_the_source_is_shown_in_its_own_script():
    src = "劉志遠致辭。"
    (finding,) = findings((src, "Chen Zhiyuan spoke."))
    assert finding.src_span.of(src) == "劉志遠"
    assert "劉志遠" in finding.message


def test_the_table_of_surnames_has_no_spelling_that_is_another_reading_of_the_same():
    table = surnames()
    assert len(table) > 450
    for surname in table.values():
        assert surname.spellings
        assert 1 <= len(surname.chinese) <= 2
    assert table["单"].reading == "Shan"
    assert "dan" not in table["单"].spellings
    assert {"cheung", "chang", "zhang"} <= table["张"].spellings
    assert {"lv", "lu", "lyu", "lui"} <= table["吕"].spellings
    assert {"ouyang", "zhuge"} <= pinyin_surnames()
    assert "陈" in spelled("chan")
    assert wade_giles("zhang") == "chang"


def test_of_two_surnames_before_a_given_name_the_longer_counts():
    def before(text, place):
        return [surname.chinese for surname in surnames_before(text, place)]

    assert before("请司马建国发言", 3) == ["司马", "马"]
    assert before("请马建国发言", 2) == ["马"]
    assert before("请你发言", 2) == []
    assert before("市长孙建国", 3) == ["孙", "长孙"]
    assert before("石油公司马建国", 5) == ["马", "司马"]


RIGHT_PAIRS = """
任志远任主任。|Ren Zhiyuan is director.
担任主任的王志远|Wang Zhiyuan, the director
他高文明赵志强都来了|Gao Wenming and Zhao Zhiqiang came
新华社记者王建国李志强|Xinhua Reporters Wang Jianguo Li Zhiqiang
王伟和张伟|Zhang Wei and Wang Wei
香港财政司司长陈茂波|Hong Kong's Financial Secretary Paul Chan Mo-po
行政长官李家超|Chief Executive John Lee Ka-chiu
行政长官李家超|Chief Executive Li Jiachao
林郑月娥女士|Mrs Carrie Lam
董事长刘德音|Chairman Mark Liu
朱立伦|Eric Chu Li-luan
李显龙总理|Prime Minister Lee Hsien Loong
黄循财总理|Prime Minister Lawrence Wong
朴槿惠总统|President Park Geun-hye
尹锡悦总统|President Yoon Suk Yeol
阮富仲总书记|General Secretary Nguyen Phu Trong
安倍晋三首相|Prime Minister Abe Shinzo
林芳正外相|Foreign Minister Yoshimasa Hayashi
吉林省长春市|Changchun, Jilin Province
河南省安阳市|Anyang City, Henan Province
许昌市建安区|Jian'an District, Xuchang
建国路与朝阳路|Jianguo Road and Chaoyang Road
在建国门外大街|on Jianguomen Outer Street
周口店镇黄山店村|Huangshandian Village, Zhoukoudian Town
邓小平理论|Deng Xiaoping Theory
孙中山先生|Mr. Sun Yat-sen
宋庆龄同志|Comrade Soong Ching-ling
曾志伟|Eric Tsang Chi-wai
尉迟恭与令狐冲|Yuchi Gong and Linghu Chong
达娃次仁|Dawa Tsering
贾庆林主席|Chairman Jia Qinglin
张主任向李主任汇报|Director Zhang reported to Director Li
张三、李四|Zhang San and Li Si
单田芳|Shan Tianfang
查良镛（金庸）|Louis Cha (Jin Yong)
马云和马化腾|Jack Ma and Pony Ma
""".split("\n")[1:-1]


@pytest.mark.parametrize("pair", RIGHT_PAIRS)
def test_nothing_is_told_of_names_that_are_right_by_some_custom(pair):
    src, mt = pair.split("|")
    (found,) = check_document(Document("a", "txt", (Segment("1", mt, src),)))
    assert [f.rule for f in found if f.kind in ("name-inconsistency", "omission", "addition")] == []
