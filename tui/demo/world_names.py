"""Which names do patients bear that the census of 1990 counts too few of, or writes without their accents?"""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Community(Struct, frozen=True):
    """Names that go together, parted by spaces, and how many in a hundred of these patients bear them."""

    share: int
    families: str
    female: str
    male: str


COMMUNITIES: Final = (
    Community(
        14,
        "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ",
        "Linh Hương Mai Lan Thảo Ngọc Hoa Trang",
        "Minh Đức Hùng Tuấn Long Quang Bảo Nam",
    ),
    Community(
        16,
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Lin",
        "Mei Jing Yan Hua Xiu Li Ying Fang",
        "Wei Jun Ming Jian Hao Lei Bo Feng",
    ),
    Community(
        16,
        "Patel Shah Singh Kaur Rao Iyer Khan Gupta Sharma Desai Reddy Mehta",
        "Priya Anjali Meera Kavita Sunita Deepa Asha Lakshmi",
        "Arjun Ravi Sanjay Vikram Anil Rajesh Kiran Harpreet",
    ),
    Community(
        12,
        "Kim Lee Park Choi Jeong Kang Cho Yoon Jang Lim",
        "Ji-woo Min-ji Seo-yeon Hye-jin Eun-ji Soo-min",
        "Min-jun Seung-ho Ji-hoon Dong-hyun Sung-min Tae-yang",
    ),
    Community(
        14,
        "Haddad Khalil Mansour Nasser Hussein Abdallah Saleh Farah Abdi Siddiqui Rahman Ahmadi",
        "Aisha Fatima Leila Mariam Zainab Nasrin Amina Hanan",
        "Ahmed Omar Mohammed Yusuf Ibrahim Tariq Khalid Hassan",
    ),
    Community(
        10,
        "Okeke Nwosu Eze Adeyemi Diallo Ndiaye Mensah Owusu Kebede Tesfaye Wanjiru Mwangi",
        "Ngozi Adaeze Abena Fatou Wanjiku Selam Chiamaka Efua",
        "Chinedu Kwame Emeka Mamadou Dawit Kofi Tunde Babajide",
    ),
    Community(
        10,
        "Kowalczyk Wójcik Łukasik Nowak Dvořák Novotný Kovačević Popović Žukauskas Székely",
        "Zofia Agnieszka Jiřina Ljiljana Małgorzata Rūta Svetlana Ildikó",
        "Paweł Łukasz Jiří Zoltán Dragan Wojciech Tomáš Ignas",
    ),
    Community(
        8,
        "Müller Schröder Sørensen Jónsdóttir Björkman Lindqvist Çelik Öztürk Güneş Şahin",
        "Anneliese Ayşe Sólveig Birgit Elif Käthe Åsa Gülsüm",
        "Jürgen Bjørn Emre Mehmet Göran Søren Uğur Björn",
    ),
)
"""A hundred in all."""

OWN_SCRIPT: Final = (("王", "小明"), ("김", "민준"), ("山田", "花子"), ("陈", "丽"), ("이", "서연"))
"""Family and given name as on the passport's other page."""
SINGLE: Final = ("Sukarti", "Wahyuni", "Suryadi", "Tenzin", "Khin", "Budiono", "Mulyono", "Ngawang")
"""People with one name."""
