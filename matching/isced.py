"""Fields of education and training by code, in English and Russian.

Source: UNESCO Institute for Statistics, "ISCED Fields of Education and Training 2013 (ISCED-F 2013)".
English labels are the standard's, Russian ones are ours. Broad fields have 2 digits, narrow ones 3, detailed
ones 4. Left out are the codes for what could not be placed: 0 "not further defined", 9 "not elsewhere
classified" and 99 "field unknown".
"""

from collections.abc import Mapping
from types import MappingProxyType

_FIELDS = {
    "00": ("Generic programmes and qualifications", "Общие программы и квалификации"),
    "001": ("Basic programmes and qualifications", "Базовые программы и квалификации"),
    "0011": ("Basic programmes and qualifications", "Базовые программы и квалификации"),
    "002": ("Literacy and numeracy", "Грамотность и навыки счёта"),
    "0021": ("Literacy and numeracy", "Грамотность и навыки счёта"),
    "003": ("Personal skills and development", "Личные навыки и развитие"),
    "0031": ("Personal skills and development", "Личные навыки и развитие"),
    "01": ("Education", "Образование"),
    "011": ("Education", "Образование"),
    "0111": ("Education science", "Педагогические науки"),
    "0112": ("Training for pre-school teachers", "Подготовка педагогов дошкольного образования"),
    "0113": (
        "Teacher training without subject specialization",
        "Подготовка учителей без предметной специализации",
    ),
    "0114": (
        "Teacher training with subject specialization",
        "Подготовка учителей с предметной специализацией",
    ),
    "02": ("Arts and humanities", "Искусство и гуманитарные науки"),
    "021": ("Arts", "Искусство"),
    "0211": (
        "Audio-visual techniques and media production",
        "Аудиовизуальные технологии и медиапроизводство",
    ),
    "0212": ("Fashion, interior and industrial design", "Дизайн одежды, интерьера и промышленный дизайн"),
    "0213": ("Fine arts", "Изобразительное искусство"),
    "0214": ("Handicrafts", "Ремёсла и декоративно-прикладное искусство"),
    "0215": ("Music and performing arts", "Музыка и исполнительские искусства"),
    "022": ("Humanities (except languages)", "Гуманитарные науки (кроме языков)"),
    "0221": ("Religion and theology", "Религия и теология"),
    "0222": ("History and archaeology", "История и археология"),
    "0223": ("Philosophy and ethics", "Философия и этика"),
    "023": ("Languages", "Языки"),
    "0231": ("Language acquisition", "Изучение языков"),
    "0232": ("Literature and linguistics", "Литературоведение и лингвистика"),
    "03": ("Social sciences, journalism and information", "Социальные науки, журналистика и информация"),
    "031": ("Social and behavioural sciences", "Социальные и поведенческие науки"),
    "0311": ("Economics", "Экономика"),
    "0312": ("Political sciences and civics", "Политические науки и граждановедение"),
    "0313": ("Psychology", "Психология"),
    "0314": ("Sociology and cultural studies", "Социология и культурология"),
    "032": ("Journalism and information", "Журналистика и информация"),
    "0321": ("Journalism and reporting", "Журналистика и репортёрское дело"),
    "0322": ("Library, information and archival studies", "Библиотечное, информационное и архивное дело"),
    "04": ("Business, administration and law", "Бизнес, управление и право"),
    "041": ("Business and administration", "Бизнес и управление"),
    "0411": ("Accounting and taxation", "Бухгалтерский учёт и налогообложение"),
    "0412": ("Finance, banking and insurance", "Финансы, банковское и страховое дело"),
    "0413": ("Management and administration", "Менеджмент и администрирование"),
    "0414": ("Marketing and advertising", "Маркетинг и реклама"),
    "0415": ("Secretarial and office work", "Секретарское дело и делопроизводство"),
    "0416": ("Wholesale and retail sales", "Оптовая и розничная торговля"),
    "0417": ("Work skills", "Трудовые навыки"),
    "042": ("Law", "Право"),
    "0421": ("Law", "Право"),
    "05": ("Natural sciences, mathematics and statistics", "Естественные науки, математика и статистика"),
    "051": ("Biological and related sciences", "Биологические и смежные науки"),
    "0511": ("Biology", "Биология"),
    "0512": ("Biochemistry", "Биохимия"),
    "052": ("Environment", "Окружающая среда"),
    "0521": ("Environmental sciences", "Науки об окружающей среде"),
    "0522": ("Natural environments and wildlife", "Природная среда и дикая природа"),
    "053": ("Physical sciences", "Физические науки"),
    "0531": ("Chemistry", "Химия"),
    "0532": ("Earth sciences", "Науки о Земле"),
    "0533": ("Physics", "Физика"),
    "054": ("Mathematics and statistics", "Математика и статистика"),
    "0541": ("Mathematics", "Математика"),
    "0542": ("Statistics", "Статистика"),
    "06": (
        "Information and Communication Technologies (ICTs)",
        "Информационно-коммуникационные технологии (ИКТ)",
    ),
    "061": (
        "Information and Communication Technologies (ICTs)",
        "Информационно-коммуникационные технологии (ИКТ)",
    ),
    "0611": ("Computer use", "Использование компьютеров"),
    "0612": (
        "Database and network design and administration",
        "Проектирование и администрирование баз данных и сетей",
    ),
    "0613": (
        "Software and applications development and analysis",
        "Разработка и анализ программного обеспечения и приложений",
    ),
    "07": ("Engineering, manufacturing and construction", "Инженерное дело, производство и строительство"),
    "071": ("Engineering and engineering trades", "Инженерное дело и технические специальности"),
    "0711": ("Chemical engineering and processes", "Химическая технология и химические процессы"),
    "0712": ("Environmental protection technology", "Технологии охраны окружающей среды"),
    "0713": ("Electricity and energy", "Электротехника и энергетика"),
    "0714": ("Electronics and automation", "Электроника и автоматизация"),
    "0715": ("Mechanics and metal trades", "Механика и металлообработка"),
    "0716": ("Motor vehicles, ships and aircraft", "Автомобили, суда и летательные аппараты"),
    "072": ("Manufacturing and processing", "Производство и переработка"),
    "0721": ("Food processing", "Переработка пищевых продуктов"),
    "0722": (
        "Materials (glass, paper, plastic and wood)",
        "Материалы (стекло, бумага, пластмассы и древесина)",
    ),
    "0723": ("Textiles (clothes, footwear and leather)", "Текстиль (одежда, обувь и кожаные изделия)"),
    "0724": ("Mining and extraction", "Горное дело и добыча полезных ископаемых"),
    "073": ("Architecture and construction", "Архитектура и строительство"),
    "0731": ("Architecture and town planning", "Архитектура и градостроительство"),
    "0732": ("Building and civil engineering", "Строительство зданий и инженерных сооружений"),
    "08": (
        "Agriculture, forestry, fisheries and veterinary",
        "Сельское, лесное и рыбное хозяйство, ветеринария",
    ),
    "081": ("Agriculture", "Сельское хозяйство"),
    "0811": ("Crop and livestock production", "Растениеводство и животноводство"),
    "0812": ("Horticulture", "Садоводство"),
    "082": ("Forestry", "Лесное хозяйство"),
    "0821": ("Forestry", "Лесное хозяйство"),
    "083": ("Fisheries", "Рыбное хозяйство"),
    "0831": ("Fisheries", "Рыбное хозяйство"),
    "084": ("Veterinary", "Ветеринария"),
    "0841": ("Veterinary", "Ветеринария"),
    "09": ("Health and welfare", "Здравоохранение и социальное обеспечение"),
    "091": ("Health", "Здравоохранение"),
    "0911": ("Dental studies", "Стоматология"),
    "0912": ("Medicine", "Медицина"),
    "0913": ("Nursing and midwifery", "Сестринское и акушерское дело"),
    "0914": ("Medical diagnostic and treatment technology", "Технологии медицинской диагностики и лечения"),
    "0915": ("Therapy and rehabilitation", "Терапия и реабилитация"),
    "0916": ("Pharmacy", "Фармация"),
    "0917": (
        "Traditional and complementary medicine and therapy",
        "Традиционная и комплементарная медицина и терапия",
    ),
    "092": ("Welfare", "Социальное обеспечение"),
    "0921": (
        "Care of the elderly and of disabled adults",
        "Уход за пожилыми людьми и взрослыми с инвалидностью",
    ),
    "0922": ("Child care and youth services", "Уход за детьми и услуги для молодёжи"),
    "0923": ("Social work and counselling", "Социальная работа и консультирование"),
    "10": ("Services", "Сфера услуг"),
    "101": ("Personal services", "Персональные услуги"),
    "1011": ("Domestic services", "Услуги по ведению домашнего хозяйства"),
    "1012": ("Hair and beauty services", "Парикмахерские и косметические услуги"),
    "1013": ("Hotel, restaurants and catering", "Гостиницы, рестораны и общественное питание"),
    "1014": ("Sports", "Спорт"),
    "1015": ("Travel, tourism and leisure", "Путешествия, туризм и досуг"),
    "102": ("Hygiene and occupational health services", "Гигиена и охрана здоровья на производстве"),
    "1021": ("Community sanitation", "Коммунальная санитария"),
    "1022": ("Occupational health and safety", "Охрана труда и техника безопасности"),
    "103": ("Security services", "Обеспечение безопасности"),
    "1031": ("Military and defence", "Военное дело и оборона"),
    "1032": ("Protection of persons and property", "Защита людей и имущества"),
    "104": ("Transport services", "Транспортные услуги"),
    "1041": ("Transport services", "Транспортные услуги"),
}

# Broad field → what its inter-disciplinary field (018 and 0188, …) involves; the standard gives 00 none.
_INVOLVED = {
    "01": ("education", "образования"),
    "02": ("arts and humanities", "искусства и гуманитарных наук"),
    "03": ("social sciences, journalism and information", "социальных наук, журналистики и информации"),
    "04": ("business, administration and law", "бизнеса, управления и права"),
    "05": ("natural sciences, mathematics and statistics", "естественных наук, математики и статистики"),
    "06": (
        "Information and Communication Technologies (ICTs)",
        "информационно-коммуникационных технологий (ИКТ)",
    ),
    "07": ("engineering, manufacturing and construction", "инженерного дела, производства и строительства"),
    "08": (
        "agriculture, forestry, fisheries and veterinary",
        "сельского, лесного и рыбного хозяйства, ветеринарии",
    ),
    "09": ("health and welfare", "здравоохранения и социального обеспечения"),
    "10": ("services", "услуг"),
}


def _interdisciplinary() -> dict[str, tuple[str, str]]:
    """Narrow and detailed inter-disciplinary fields; both have the same label."""
    return {
        broad + digits: (
            f"Inter-disciplinary programmes and qualifications involving {english}",
            f"Междисциплинарные программы и квалификации в области {russian}",
        )
        for broad, (english, russian) in _INVOLVED.items()
        for digits in ("8", "88")
    }


# Code → English and Russian label; every field stands before its parts.
LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(dict(sorted((_FIELDS | _interdisciplinary()).items())))


def label(code: str, language: str) -> str:
    """Label in Russian ("ru"), else in English: of the code or the nearest wider field, else the code."""
    known = next((code[:length] for length in range(len(code), 1, -1) if code[:length] in LABELS), None)
    if known is None:
        return code
    english, russian = LABELS[known]
    return russian if language == "ru" else english


def is_field(code: str) -> bool:
    """Whether the code names a field at any of the three levels."""
    return code in LABELS
